// One page of all datasets that a filter lets through, by urn.
// $after: the urn of the last one seen, or ''
// $fetch: how many at most
// row: urn
MATCH (asset:Dataset)
WHERE asset.urn > $after
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
