// One page of all deployments that a filter lets through, by urn.
// $after: the urn of the last one seen, or ''
// $fetch: how many at most
// row: urn
MATCH (asset:Deployment)
WHERE asset.urn > $after
  AND {{visible(asset: asset)}}
  AND {{deployment-filter(deployment: asset)}}
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
