// Returns one page of the models that match a filter, by urn.
// $after: urn of the last row of the previous page, or ''
// $fetch: page size
// $task: filter by task; null: none
// row: urn
MATCH (asset:Model)
WHERE asset.urn > $after
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
  AND ($task IS NULL OR toLower(asset.task) = toLower($task))
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
