// Writes which stated versions runs read.
// $rows: run, version, at, keys; $now
// row: run, also (urns of the models that a version is of, where several registries have it)
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (v)-[f:FED {binding: 'STATED'}]->(r)
ON CREATE SET f.recordedAt = $now
SET f.reads = row.version, f.at = row.at, f.keys = row.keys
WITH v, row
MATCH (v)-[:IDENTIFIES]->()-[:VERSION_OF]->(model)
RETURN row.run AS run, collect(model.urn) AS also
