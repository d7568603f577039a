// One page of all datasets that a filter lets through, by urn.
// $after: the urn of the last one seen, or ''
// $fetch: how many at most
// $team, $tag, $namespace, $lifecycle, $described, $owned, $updatedSince: the filter; null lets all through
// row: urn
MATCH (asset:Dataset)
WHERE asset.urn > $after
  AND ($namespace IS NULL OR asset.namespace = $namespace)
  AND ($tag IS NULL OR $tag IN asset.tags)
  AND ($described IS NULL OR coalesce(asset.described, true) = $described)
  AND ($lifecycle IS NULL OR coalesce(toUpper(asset.lifecycle), 'UNKNOWN') IN $lifecycle)
  AND ($updatedSince IS NULL OR asset.updatedAt >= $updatedSince)
  AND ($owned IS NULL OR EXISTS { (asset)<-[:OWNS]-() } = $owned)
  AND ($team IS NULL OR EXISTS { (asset)<-[:OWNS]-(:Entity {urn: $team}) })
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
