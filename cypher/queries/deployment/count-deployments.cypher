// Counts the deployments that match a filter.
// row: total
MATCH (asset:Deployment)
WHERE asset.urn > ''
  AND {{visible(asset: asset)}}
  AND {{deployment-filter(deployment: asset)}}
RETURN count(asset) AS total
