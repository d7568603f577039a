// Returns all declared designs of jobs, by source.
// $jobs: urns
// row: job, source, declarations [{at, inputs, outputs}], reads and writes: the present edges [{id, data, since, until, lastConfirmed}]
UNWIND $jobs AS job
MATCH (j:Entity {urn: job})<-[:DECLARES]-(d:Declaration)
CALL (d) {
  UNWIND d.inputs AS urn
  OPTIONAL MATCH (:Alias {key: urn})-[:IDENTIFIES]->(asset:Entity)
  RETURN collect(DISTINCT coalesce(asset.urn, urn)) AS inputs
}
CALL (d) {
  UNWIND d.outputs AS urn
  OPTIONAL MATCH (:Alias {key: urn})-[:IDENTIFIES]->(asset:Entity)
  RETURN collect(DISTINCT coalesce(asset.urn, urn)) AS outputs
}
WITH j, d.source AS source, collect({at: d.at, inputs: inputs, outputs: outputs}) AS declarations
RETURN j.urn AS job, source, declarations,
  [(a:Standing)-[f:FEEDS|FED|SUPPRESSED]->(j) WHERE f.source = source |
    {id: elementId(f), data: a.urn, since: f.since, until: f.until, lastConfirmed: f.lastConfirmed}] AS reads,
  [(j)-[f:FEEDS|FED|SUPPRESSED]->(a:Standing) WHERE f.source = source |
    {id: elementId(f), data: a.urn, since: f.since, until: f.until, lastConfirmed: f.lastConfirmed}] AS writes
