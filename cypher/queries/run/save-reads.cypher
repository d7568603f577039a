// Writes which stated versions runs read.
// $rows: run, version, at, keys; $now
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (v)-[f:FED {binding: 'STATED'}]->(r)
ON CREATE SET f.recordedAt = $now
SET f.reads = row.version, f.at = row.at, f.keys = row.keys
