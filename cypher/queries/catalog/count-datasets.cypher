// How many datasets a filter lets through.
// row: total
MATCH (asset:Dataset)
WHERE asset.urn > ''
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
RETURN count(asset) AS total
