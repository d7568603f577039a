// Returns one page of the deployments that match a filter, by urn.
// $after: urn of the last row of the previous page, or ''
// $fetch: page size
// row: urn
MATCH (asset:Deployment)
WHERE asset.urn > $after
  AND {{visible(asset: asset)}}
  AND {{deployment-filter(deployment: asset)}}
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
