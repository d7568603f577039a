// The assets that have a name, in whatever namespace; several mean that the name alone is ambiguous.
// $name: the name
// $labels: of what may be meant
// row: urn
MATCH (asset:Standing)
WHERE asset.name STARTS WITH $name AND asset.name = $name
  AND {{visible(asset: asset)}}
  AND any(label IN labels(asset) WHERE label IN $labels)
RETURN asset.urn AS urn ORDER BY urn LIMIT 10
