// Binds unstated reads to versions.
// $rows: run, version, properties; $now
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
CREATE (v)-[f:FED]->(r)
SET f = row.properties, f.recordedAt = $now
