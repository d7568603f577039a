// Stores renames of datasets.
// $rows: from, to, at, keys (under which the two were stated, if they differ from their ids); $now
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
MERGE (a)-[r:RENAMED_TO {at: row.at}]->(b)
ON CREATE SET r.recordedAt = $now
SET r.keys = nullIf(COLLECT {
  UNWIND coalesce(r.keys, []) + row.keys AS key WITH DISTINCT key RETURN key ORDER BY key
}, [])
