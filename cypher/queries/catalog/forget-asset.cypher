// Deletes an asset, its stated values and its aliases, and removes it from executions and declarations.
// $urn: urn of the asset; $most: maximum number of values; the other nodes are few
// row: gone (number of deleted nodes)
// allow: Eager because it affects one asset
MATCH (asset:Entity {urn: $urn})
WITH asset, [asset.urn] + [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key] AS keys
CALL (asset, keys) {
  MATCH (asset)-[:FEEDS|FED|SUPPRESSED]-(job:Job)
  WITH DISTINCT job.urn AS job, keys
  CALL (job) {
    MATCH (execution:Execution)
    WHERE execution.job = job AND execution.inputsAt IS NOT NULL
    RETURN execution
    UNION
    MATCH (execution:Execution)
    WHERE execution.job = job AND execution.outputsAt IS NOT NULL
    RETURN execution
  }
  WITH execution, keys
  WHERE any(key IN keys WHERE key IN execution.inputs OR key IN execution.outputs
    OR key IN execution.alsoInputs OR key IN execution.alsoOutputs)
  WITH execution, keys, coalesce(execution.alsoInputs, []) AS read, coalesce(execution.alsoOutputs, []) AS written
  SET execution.inputs = [key IN execution.inputs WHERE NOT key IN keys],
    execution.outputs = [key IN execution.outputs WHERE NOT key IN keys],
    execution.alsoInputs = nullIf(reduce(left = [], i IN range(0, size(read) - 1, 2) |
      left + CASE WHEN read[i] IN keys OR read[i + 1] IN keys THEN [] ELSE read[i..i + 2] END), []),
    execution.alsoOutputs = nullIf(reduce(left = [], i IN range(0, size(written) - 1, 2) |
      left + CASE WHEN written[i] IN keys OR written[i + 1] IN keys THEN [] ELSE written[i..i + 2] END), [])
}
// Edges derived from edges of the asset now derive from other assets, or end.
CALL (asset, keys) {
  MATCH (asset)-[:FEEDS|FED|SUPPRESSED]-(job:Job)
  WITH DISTINCT job, keys
  MATCH (job)-[follows:FEEDS|FED|SUPPRESSED]-()
  WHERE follows.source = 'registration' AND any(via IN follows.via WHERE via IN keys)
  SET follows.via = [via IN follows.via WHERE NOT via IN keys]
  WITH follows WHERE follows.via = []
  DELETE follows
}
CALL (asset, keys) {
  MATCH (asset)-[:FEEDS|FED|SUPPRESSED]-(job:Job)<-[:DECLARES]-(declaration:Declaration)
  WITH DISTINCT declaration, keys
  SET declaration.inputs = [key IN declaration.inputs WHERE NOT key IN keys],
    declaration.outputs = [key IN declaration.outputs WHERE NOT key IN keys]
}
CALL (keys) {
  UNWIND keys AS key
  MATCH (change:Change {id: key})
  REMOVE change.id
}
CALL (asset) {
  MATCH (value)-[:REVISES|ABOUT|IDENTIFIES]->(asset)
  WITH value LIMIT $most
  DETACH DELETE value
  RETURN count(*) AS values
}
CALL (asset, values) {
  WITH asset WHERE values < $most
  DETACH DELETE asset
}
RETURN values + 1 AS gone
