// Takes away the nodes of artifacts that serve nowhere, nor did: they turned out to be a version.
// $urns
// row: none
// allow: Eager because it is about a handful of nodes
UNWIND $urns AS urn
MATCH (artifact:Entity {urn: urn})
WHERE NOT EXISTS { (artifact)-[:FEEDS|FED]->() }
DETACH DELETE artifact
