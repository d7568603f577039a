// Returns the deployments of a source in which a version serves now according to this source.
// $deployments: prefix of their urns; $source: name of the source
// row: namespace, name
MATCH (deployment:Deployment)
WHERE deployment.urn STARTS WITH $deployments AND EXISTS { ()-[serves:FEEDS]->(deployment) WHERE serves.source = $source }
RETURN deployment.namespace AS namespace, deployment.name AS name
