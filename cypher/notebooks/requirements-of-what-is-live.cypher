// Which requirements of which regulations apply to production deployments, and why?
// Shows: a table, one row per requirement and deployment; appliesTo is the deployment itself or the model that it serves.
// Caution: it shows the requirements that curators applied. A missing row may mean that the asset is not assessed yet.
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
