// Writes the properties of runs.
// $rows: urn, job, properties; $now
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (j:Entity {urn: row.job})
MERGE (r:Entity {urn: row.urn})
SET r:Asset:Recorded:Run, r += row.properties, r.recordedAt = $now
MERGE (r)-[of:RUN_OF]->(j)
ON CREATE SET of.recordedAt = $now
