// Counts the assets of the standing level that match a filter.
// $labels: labels of the kinds; empty: all kinds
// $team, $tag, $namespace, $lifecycle, $task, $described, $owned, $updatedSince: filter conditions; null: none
// row: total
MATCH (asset:Standing)
WHERE asset.urn > ''
  AND ($labels = [] OR any(label IN labels(asset) WHERE label IN $labels))
  AND ($namespace IS NULL OR asset.namespace = $namespace)
  AND ($tag IS NULL OR $tag IN asset.tags)
  AND ($described IS NULL OR coalesce(asset.described, true) = $described)
  AND ($lifecycle IS NULL OR coalesce(toUpper(asset.lifecycle), 'UNKNOWN') IN $lifecycle)
  AND ($task IS NULL OR toLower(asset.task) = toLower($task))
  AND ($updatedSince IS NULL OR asset.updatedAt >= $updatedSince)
  AND ($owned IS NULL OR EXISTS { (asset)<-[:OWNS]-() } = $owned)
  AND ($team IS NULL OR EXISTS { (asset)<-[:OWNS]-(:Entity {urn: $team}) })
RETURN count(asset) AS total
