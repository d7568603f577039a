// Keeps what jobs' designs were declared to be, and gives all that was ever declared of these jobs by the same source.
// $rows: key, job, source, at, inputs, outputs [urns]; $now
// row: job, source, declarations [{key, at, inputs, outputs}], reads and writes: the edges so far [{data, since, until, lastConfirmed}]
UNWIND $rows AS row
MATCH (j:Entity {urn: row.job})
MERGE (d:Declaration {key: row.key})
ON CREATE SET d.job = row.job, d.source = row.source, d.at = row.at, d.inputs = row.inputs, d.outputs = row.outputs,
  d.recordedAt = $now
MERGE (d)-[of:DECLARES]->(j)
ON CREATE SET of.recordedAt = $now
WITH DISTINCT j, row.source AS source
RETURN j.urn AS job, source,
  [(d:Declaration)-[:DECLARES]->(j) WHERE d.source = source | d {.key, .at, .inputs, .outputs}] AS declarations,
  [(a:Standing)-[f:FEEDS|FED]->(j) WHERE f.source = source |
    {data: a.urn, since: f.since, until: f.until, lastConfirmed: f.lastConfirmed}] AS reads,
  [(j)-[f:FEEDS|FED]->(a:Standing) WHERE f.source = source |
    {data: a.urn, since: f.since, until: f.until, lastConfirmed: f.lastConfirmed}] AS writes
