// Keeps what jobs' designs were declared to be under the keys they were stated with.
// $rows: key, job, source, at, inputs, outputs [urns as stated]; $now
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (j:Entity {urn: row.job})
MERGE (d:Declaration {key: row.key})
ON CREATE SET d.job = row.job, d.source = row.source, d.at = row.at, d.inputs = row.inputs, d.outputs = row.outputs,
  d.recordedAt = $now
MERGE (d)-[of:DECLARES]->(j)
ON CREATE SET of.recordedAt = $now
