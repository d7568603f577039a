// Returns the assets that a name identifies: by urn, or a run by the namespace of its job and its run id.
// $urns: urns derived from the name, one per kind
// $namespace, $name: the name
// $runs: whether runs are accepted
// row: urn
CALL () {
  UNWIND $urns AS urn
  MATCH (asset:Entity {urn: urn})
  RETURN asset
  UNION
  UNWIND $urns AS urn
  MATCH (:Alias {key: urn})-[:IDENTIFIES]->(asset:Asset)
  RETURN asset
  UNION
  MATCH (asset:Run {name: $name})
  WHERE $runs AND asset.namespace = $namespace
  RETURN asset
}
WITH asset
WHERE {{visible(asset: asset)}}
RETURN asset.urn AS urn ORDER BY urn LIMIT 10
