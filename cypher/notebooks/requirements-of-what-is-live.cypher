// Which requirements of which regulations apply to what is in production, and why?
// Shows: a table, one row a requirement and deployment; appliesTo is what it was applied to, the deployment itself or the model that it serves.
// Caution: it shows what people applied. That nothing applies may mean that nobody has looked yet.
MATCH (regulation:Regulation)-[:REQUIRES]->(requirement:Requirement)-[applies:APPLIES_TO]->(asset:Asset)
CALL (asset) {
  MATCH (asset)-[:RUNS_IN]->(:Environment {tier: 'PRODUCTION'})
  WHERE (asset)<-[:FEEDS]-(:ModelVersion)
  RETURN asset AS deployment
  UNION
  MATCH (asset)<-[:VERSION_OF]-(:ModelVersion)-[:FEEDS]->(deployment:Deployment)-[:RUNS_IN]->(:Environment {tier: 'PRODUCTION'})
  RETURN deployment
  UNION
  MATCH (asset:ModelVersion)-[:FEEDS]->(deployment:Deployment)-[:RUNS_IN]->(:Environment {tier: 'PRODUCTION'})
  RETURN deployment
}
RETURN regulation.name AS regulation, requirement.urn AS requirement, requirement.title AS title, asset.name AS appliesTo,
  deployment.name AS deployment, applies.reason AS reason
ORDER BY regulation, requirement, deployment
