// How many deployments a filter lets through.
// row: total
MATCH (asset:Deployment)
WHERE asset.urn > ''
  AND {{visible(asset: asset)}}
  AND {{deployment-filter(deployment: asset)}}
RETURN count(asset) AS total
