// One page of all models that a filter lets through, by urn.
// $after: the urn of the last one seen, or ''
// $fetch: how many at most
// $task: the filter of the task; null lets all through
// row: urn
MATCH (asset:Model)
WHERE asset.urn > $after
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
  AND ($task IS NULL OR toLower(asset.task) = toLower($task))
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
