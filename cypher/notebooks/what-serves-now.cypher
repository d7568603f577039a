// Which version serves where, since when, and what it was trained on.
MATCH (version:ModelVersion)-[serves:FEEDS]->(deployment:Deployment)-[:RUNS_IN]->(environment:Environment)
OPTIONAL MATCH (version)<-[:FED]-(run:Run)<-[:FED]-(data:DatasetVersion)
RETURN environment.tier AS tier, deployment.name AS deployment, serves.role AS role, serves.traffic AS traffic,
  version.name + ' ' + version.version AS model, serves.since AS since,
  collect(data.name + ' ' + data.version) AS trainedOn
ORDER BY tier, deployment, role
