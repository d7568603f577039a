// The deployments of which some source tells artifacts; locks them.
// row: deployment (urn)
MATCH (stated:ServingStated)
WHERE stated.artifact > ''
WITH DISTINCT stated.deployment AS urn ORDER BY urn
MATCH (deployment:Entity {urn: urn})
SET deployment.recordedAt = datetime()
RETURN deployment.urn AS deployment
