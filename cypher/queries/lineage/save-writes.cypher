// Writes what runs wrote.
// $rows: run, version, properties (at, good, statedAt, mode, partition, streaming, keys); $now
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (r)-[f:FED]->(v)
SET f = row.properties, f.recordedAt = $now
