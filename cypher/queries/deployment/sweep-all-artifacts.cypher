// Deletes all artifact nodes without a present or past serving, after the deletion of their deployments.
// row: none
// allow: Eager because few artifacts are no known version
MATCH (artifact:Entity)
WHERE artifact.urn STARTS WITH 'artifact:' AND NOT EXISTS { (artifact)-[:FEEDS|FED]->() }
DETACH DELETE artifact
