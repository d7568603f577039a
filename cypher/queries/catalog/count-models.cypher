// Counts the models that match a filter.
// $task: filter by task; null: none
// row: total
MATCH (asset:Model)
WHERE asset.urn > ''
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
  AND ($task IS NULL OR toLower(asset.task) = toLower($task))
RETURN count(asset) AS total
