// Returns one page of the datasets that match a filter, by urn.
// $after: urn of the last row of the previous page, or ''
// $fetch: page size
// row: urn
MATCH (asset:Dataset)
WHERE asset.urn > $after
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
