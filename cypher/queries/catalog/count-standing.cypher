// Counts the assets of the standing level that match a filter.
// $labels: labels of the kinds; empty: all kinds
// $task: filter by task; null: none
// row: total
MATCH (asset:Standing)
WHERE asset.urn > ''
  AND ($labels = [] OR any(label IN labels(asset) WHERE label IN $labels))
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
  AND ($task IS NULL OR toLower(asset.task) = toLower($task))
RETURN count(asset) AS total
