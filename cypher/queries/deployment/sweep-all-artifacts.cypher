// Takes away all nodes of artifacts that serve nowhere, nor did: what they served in is forgotten.
// row: none
// allow: Eager because few artifacts are no known version
MATCH (artifact:Entity)
WHERE artifact.urn STARTS WITH 'artifact:' AND NOT EXISTS { (artifact)-[:FEEDS|FED]->() }
DETACH DELETE artifact
