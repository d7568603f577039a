// Returns one page of the assets of the standing level that match a filter, by urn.
// $after: urn of the last row of the previous page, or ''
// $fetch: page size
// $labels: labels of the kinds; empty: all kinds
// $task: filter by task; null: none
// row: urn
MATCH (asset:Standing)
WHERE asset.urn > $after
  AND ($labels = [] OR any(label IN labels(asset) WHERE label IN $labels))
  AND {{visible(asset: asset)}}
  AND {{asset-filter(asset: asset)}}
  AND {{owner-filter(asset: asset)}}
  AND ($task IS NULL OR toLower(asset.task) = toLower($task))
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
