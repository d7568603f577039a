// Which of these keys are further names of an asset, and of which.
// $keys: urns
// row: key, urn, namespace and name of the asset that it identifies; a key that is nobody's alias gives no row
UNWIND $keys AS key
MATCH (alias:Alias {key: key})-[:IDENTIFIES]->(asset:Entity)
RETURN key, asset.urn AS urn, asset.namespace AS namespace, asset.name AS name
