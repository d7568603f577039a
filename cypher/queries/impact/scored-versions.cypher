// Which versions the newest evidence execution of a batch-scoring job read: a job that reads a model and writes data, and
// no model, now.
// $versions: the store's numbers of versions
// row: urn
MATCH (version:Version)
WHERE id(version) IN $versions
MATCH (version)-[:FED]->(run:Run)
WITH run.job AS job, collect(DISTINCT version) AS versions
MATCH (j:Entity {urn: job})
WHERE EXISTS { (j)<-[:FEEDS]-(:Model) } AND EXISTS { (j)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (j)-[:FEEDS]->(:Model) }
CALL (job) {
  MATCH (execution:Execution)
  WHERE execution.job = job AND execution.inputsAt IS NOT NULL
  RETURN execution ORDER BY execution.job DESC, execution.inputsAt DESC, execution.name DESC LIMIT 1
}
MATCH (run:Run {execution: execution.urn})<-[:FED]-(version)
WHERE version IN versions
RETURN DISTINCT version.urn AS urn
