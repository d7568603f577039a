// Writes what runs wrote.
// $rows: run, version, properties (at, good, stated, mode, partition, streaming, key); $now
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Entity {urn: row.version})
MERGE (r)-[f:FED]->(v)
SET f = row.properties, f.recordedAt = $now
