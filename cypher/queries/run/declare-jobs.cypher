// Stores declared designs of jobs under the keys they were stated with.
// $rows: key, job, source, at, inputs, outputs [urns as stated], actors [name of the actor, or empty]; $now
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (j:Entity {urn: row.job})
MERGE (d:Declaration {key: row.key})
ON CREATE SET d.job = row.job, d.source = row.source, d.at = row.at, d.inputs = row.inputs, d.outputs = row.outputs,
  d.recordedAt = $now
SET d.actors = [actor IN coalesce(d.actors, []) WHERE row.actors = [] OR actor < row.actors[0]] + row.actors
  + [actor IN coalesce(d.actors, []) WHERE row.actors <> [] AND actor > row.actors[0]]
MERGE (d)-[of:DECLARES]->(j)
ON CREATE SET of.recordedAt = $now
