// Returns the assets with a name in any namespace; several rows mean that the name is ambiguous.
// $name: the name
// $labels: labels of the accepted kinds
// row: urn
MATCH (asset:Standing)
WHERE asset.name STARTS WITH $name AND asset.name = $name
  AND {{visible(asset: asset)}}
  AND any(label IN labels(asset) WHERE label IN $labels)
RETURN asset.urn AS urn ORDER BY urn LIMIT 10
