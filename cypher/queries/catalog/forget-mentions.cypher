// Replaces names of an asset in the errors and parameters of the runs, and summaries of runs, of the jobs around it, some at a time.
// $urn: of the asset
// $names: the names
// $most: how many runs at most
// row: changed (runs and summaries)
// allow: Eager because it changes some thousand nodes at most
MATCH (asset:Entity {urn: $urn})
CALL (asset) {
  MATCH (asset)-[:FEEDS|FED|SUPPRESSED|TOLD]-(job:Job)
  RETURN job
  UNION
  MATCH (asset)<-[:VERSION_OF]-(:Version)-[:FED]-(:Run)-[:RUN_OF]->(job:Job)
  RETURN job
}
WITH DISTINCT job
MATCH (run:Run|Summary)-[:RUN_OF|SUMMARISES]->(job)
WHERE any(name IN $names WHERE run.error CONTAINS name
  OR any(parameter IN coalesce(run.parameters, []) WHERE parameter CONTAINS name))
WITH DISTINCT run LIMIT $most
SET run.error = reduce(text = run.error, name IN $names | replace(text, name, '***')),
  run.parameters = [parameter IN run.parameters | reduce(text = parameter, name IN $names | replace(text, name, '***'))]
RETURN count(*) AS changed
