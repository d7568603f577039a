// Says under which name data goes on.
// $rows: from, to, at; $now
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
MERGE (a)-[r:RENAMED_TO {at: row.at}]->(b)
ON CREATE SET r.recordedAt = $now
