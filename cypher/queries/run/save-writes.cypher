// Stores the versions that runs wrote.
// $rows: run, version, properties (at, good, statedAt, mode, partition, streaming, keys); $now
// row, for each version that several registries have: run, version (urn), data (the stated model), also (urns of all its models)
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (r)-[f:FED]->(v)
ON CREATE SET f.recordedAt = $now
WITH f, v, row, f.recordedAt AS recordedAt
SET f = row.properties, f.recordedAt = recordedAt
WITH v, row
MATCH (v)-[:IDENTIFIES]->()-[:VERSION_OF]->(model)
RETURN row.run AS run, v.urn AS version, v.asset AS data, collect(model.urn) AS also
