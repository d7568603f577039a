// Writes which stated versions runs read.
// $rows: run, version, at, keys, purpose; $now
// row, for each version that several registries have: run, version (urn), data (the model that it was stated of), also (urns of all models that it is of)
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (v)-[f:FED {binding: 'STATED'}]->(r)
ON CREATE SET f.recordedAt = $now
SET f.reads = row.version, f.at = row.at, f.keys = row.keys, f.purpose = row.purpose
WITH v, row
MATCH (v)-[:IDENTIFIES]->()-[:VERSION_OF]->(model)
RETURN row.run AS run, v.urn AS version, v.asset AS data, collect(model.urn) AS also
