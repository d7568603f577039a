// Returns the asset that an alias or urn identifies.
// $keys: the key as passed, and as a urn of a dataset or model
// row: urn
CALL () {
  UNWIND $keys AS key
  MATCH (:Alias {key: key})-[:IDENTIFIES]->(asset:Asset)
  RETURN asset
  UNION
  UNWIND $keys AS key
  MATCH (asset:Entity {urn: key})
  WHERE asset:Asset
  RETURN asset
}
WITH asset
WHERE {{visible(asset: asset)}}
RETURN asset.urn AS urn LIMIT 1
