// Deletes artifact nodes without a present or past serving, after they were identified as a version.
// $urns
// row: none
// allow: Eager because it affects a handful of nodes
UNWIND $urns AS urn
MATCH (artifact:Entity {urn: urn})
WHERE NOT EXISTS { (artifact)-[:FEEDS|FED]->() }
DETACH DELETE artifact
