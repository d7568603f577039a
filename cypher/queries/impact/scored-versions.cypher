// Which versions the newest evidence execution of a batch-scoring job read: a job that reads a model and writes data, and
// no model, now.
// $versions: urns
// row: urn
UNWIND $versions AS urn
MATCH (version:Entity {urn: urn})-[:FED]->(run:Run)
WITH run.job AS job, collect(DISTINCT version) AS versions
MATCH (j:Entity {urn: job})
WHERE EXISTS { (j)<-[:FEEDS]-(:Model) } AND EXISTS { (j)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (j)-[:FEEDS]->(:Model) }
CALL (job) {
  MATCH (execution:Execution)
  WHERE execution.job = job AND execution.inputsAt IS NOT NULL
  RETURN execution ORDER BY execution.inputsAt DESC, execution.name DESC LIMIT 1
}
MATCH (run:Run {execution: execution.urn})<-[:FED]-(version)
WHERE version IN versions
RETURN DISTINCT version.urn AS urn
