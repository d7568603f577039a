// Writes which stated versions runs read.
// $rows: run, version, at, keys; $now
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (v)-[f:FED {binding: 'STATED'}]->(r)
SET f.reads = row.version, f.at = row.at, f.keys = row.keys, f.recordedAt = $now
