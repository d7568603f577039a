// Replaces names of an asset in errors and parameters of runs and run summaries of neighboring jobs, one batch per call.
// $urn: urn of the asset
// $names: names to replace
// $most: maximum number of runs
// row: changed (number of runs and summaries)
// allow: Eager because it changes a few thousand nodes at most
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
