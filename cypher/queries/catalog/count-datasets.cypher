// Counts the datasets that match a filter.
// row: total
MATCH (asset:Dataset)
WHERE asset.urn > ''
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
RETURN count(asset) AS total
