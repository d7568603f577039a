// Binds unstated reads to versions.
// $rows: run, version, properties; $now
// row: shared (urn of a read version that is a registration)
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
CREATE (v)-[f:FED]->(r)
SET f = row.properties, f.recordedAt = $now
WITH DISTINCT v
WHERE v:Alias
RETURN v.urn AS shared
