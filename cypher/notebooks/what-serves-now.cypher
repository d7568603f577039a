// Which version serves where, since when, and what was it trained on?
// Shows: a table, one row per version in a deployment; two rows of one deployment are a canary and its primary.
// Caution: batch-scoring models have no deployment; live-without-protected-slice lists those too.
MATCH (version:ModelVersion)-[serves:FEEDS]->(deployment:Deployment)-[:RUNS_IN]->(environment:Environment)
OPTIONAL MATCH (version)<-[:FED]-(run:Run)<-[:FED]-(data:DatasetVersion)
RETURN environment.tier AS tier, deployment.name AS deployment, serves.role AS role, serves.traffic AS traffic,
  version.name + ' ' + version.version AS model, serves.since AS since,
  collect(data.name + ' ' + data.version) AS trainedOn
ORDER BY tier, deployment, role
