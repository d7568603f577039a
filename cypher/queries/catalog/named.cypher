// The assets that a name may mean: by urn, else a run by its job's namespace and its run id.
// $urns: the urns that the name makes, one a kind
// $namespace, $name: the name itself
// $runs: whether a run may be meant
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
