// Where deployments run, what serves in them now, and which applications use them.
// $deployments: the store's numbers of deployments
// row: deployment (urn), environment (its properties; null when unknown), servings [{version, models, traffic}],
//   applications (urns)
MATCH (deployment:Deployment)
WHERE id(deployment) IN $deployments
RETURN deployment.urn AS deployment,
  head([(deployment)-[:RUNS_IN]->(environment:Environment) | properties(environment)]) AS environment,
  [(deployment)<-[serves:FEEDS]-(version:ModelVersion) |
    {version: version.urn, models: [(version)-[:VERSION_OF]->(model) | model.urn], traffic: serves.traffic}] AS servings,
  [(deployment)-[:FEEDS]->(application:Application) | application.urn] AS applications
