// Returns the present use of a deployment: environment, servings and applications.
// {{deployment}}: the variable of the deployment
{
  deployment: {{deployment}}.urn,
  environment: head([({{deployment}})-[:RUNS_IN]->(environment:Environment) | properties(environment)]),
  servings: [({{deployment}})<-[serves:FEEDS]-(version:ModelVersion) WHERE {{visible(asset: version)}} |
    {version: version.urn, models: [(version)-[:VERSION_OF]->(model) WHERE {{visible(asset: model)}} | model.urn], traffic: serves.traffic}],
  applications: [({{deployment}})-[:FEEDS]->(application:Application) WHERE {{visible(asset: application)}} | application.urn]
}
