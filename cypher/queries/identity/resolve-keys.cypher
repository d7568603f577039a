// Returns the assets that alias keys identify.
// $keys: urns
// row: key, urn, namespace and name of the asset; no row for an unknown key, nor for a key whose asset a concurrent
//   transaction deletes; the later upsert then reports it as renamed
UNWIND $keys AS key
MATCH (alias:Alias {key: key})-[:IDENTIFIES]->(asset:Entity)
WITH key, asset.urn AS urn, asset.namespace AS namespace, asset.name AS name
WHERE urn IS NOT NULL AND namespace IS NOT NULL AND name IS NOT NULL
RETURN key, urn, namespace, name
