// Takes away all nodes of artifacts that serve nowhere, nor did: what they served in is forgotten.
// row: none
MATCH (artifact:Entity)
WHERE artifact.urn STARTS WITH 'artifact:' AND NOT EXISTS { (artifact)-[:FEEDS|FED]->() }
DETACH DELETE artifact
