// Returns the deployments in which a version of a model serves now.
// $models: urns
// row: model, deployment
UNWIND $models AS urn
MATCH (:Entity {urn: urn})-[:FEEDS]->(deployment:Deployment)
WHERE {{visible(asset: deployment)}}
RETURN DISTINCT urn AS model, deployment.urn AS deployment ORDER BY model, deployment
