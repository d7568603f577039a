// The deployments of a system in which something serves now, as that system stated.
// $deployments: how their urns begin; $source: of the system
// row: namespace, name
MATCH (deployment:Deployment)
WHERE deployment.urn STARTS WITH $deployments AND EXISTS { ()-[serves:FEEDS]->(deployment) WHERE serves.source = $source }
RETURN deployment.namespace AS namespace, deployment.name AS name
