// What serves now in deployments, and which applications use them.
// $deployments: urns
// row: deployment, servings [{version, models, traffic}], applications (urns)
UNWIND $deployments AS urn
MATCH (deployment:Entity {urn: urn})
RETURN urn AS deployment,
  [(deployment)<-[serves:FEEDS]-(version:ModelVersion) |
    {version: version.urn, models: [(version)-[:VERSION_OF]->(model) | model.urn], traffic: serves.traffic}] AS servings,
  [(deployment)-[:FEEDS]->(application:Application) | application.urn] AS applications
