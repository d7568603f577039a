// Stores the stated versions that runs read.
// $rows: run, version, at, keys, purpose; $now
// row, for each version that several registries have: run, version (urn), data (the stated model), also (urns of all its models)
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
