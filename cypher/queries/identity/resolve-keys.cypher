// Which of these keys are further names of an asset, and of which.
// $keys: urns
// row: key, urn, namespace and name of the asset that it identifies; a key that is nobody's alias gives no row, and neither does
//   one whose asset another transaction takes away while this is read: who claims it is told that it was renamed
UNWIND $keys AS key
MATCH (alias:Alias {key: key})-[:IDENTIFIES]->(asset:Entity)
WITH key, asset.urn AS urn, asset.namespace AS namespace, asset.name AS name
WHERE urn IS NOT NULL AND namespace IS NOT NULL AND name IS NOT NULL
RETURN key, urn, namespace, name
