// The asset that a further key finds, or that has it as its urn.
// $keys: the key as given, and as a urn of data
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
