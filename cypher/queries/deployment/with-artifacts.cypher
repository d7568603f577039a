// Returns the deployments for which a source states artifacts, or in which an unknown version serves; locks them.
// $now
// row: deployment (urn)
CALL () {
  MATCH (stated:ServingStated)
  WHERE stated.artifact > ''
  RETURN stated.deployment AS urn
  UNION
  MATCH (unknown:Entity)
  WHERE unknown.urn STARTS WITH 'artifact:unknown:'
  MATCH (unknown)-[:FEEDS|FED]->(served:Deployment)
  RETURN served.urn AS urn
}
WITH DISTINCT urn ORDER BY urn
MATCH (deployment:Entity {urn: urn})
SET deployment.recordedAt = $now
RETURN deployment.urn AS deployment
