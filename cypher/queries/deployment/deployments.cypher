// One page of all deployments that a filter lets through, by urn.
// $after: the urn of the last one seen, or ''
// $fetch: how many at most
// $environment: urn of the environment they run in; null lets all through
// $asOf: only those that served then; null lets all through; $knownAt: by what was recorded by then, and not retold by then, or null
// $team, $tag, $namespace, $lifecycle, $described, $owned, $updatedSince: the filter; null lets all through
// row: urn
MATCH (asset:Deployment)
WHERE asset.urn > $after
  AND ($environment IS NULL OR EXISTS { (asset)-[:RUNS_IN]->(:Entity {urn: $environment}) })
  AND ($asOf IS NULL OR EXISTS {
    (:ModelVersion)-[served:FEEDS|FED|TOLD]->(asset)
    WHERE served.since <= $asOf AND (served.until IS NULL OR served.until > $asOf)
      AND CASE WHEN served:TOLD THEN served.retoldAt > $knownAt ELSE true END
      AND ($knownAt IS NULL OR served.recordedAt <= $knownAt) })
  AND ($namespace IS NULL OR asset.namespace = $namespace)
  AND ($tag IS NULL OR $tag IN asset.tags)
  AND ($described IS NULL OR coalesce(asset.described, true) = $described)
  AND ($lifecycle IS NULL OR coalesce(toUpper(asset.lifecycle), 'UNKNOWN') IN $lifecycle)
  AND ($updatedSince IS NULL OR asset.updatedAt >= $updatedSince)
  AND ($owned IS NULL OR
    (EXISTS { (asset)<-[:OWNS]-() } OR EXISTS { (asset)<-[:FEEDS]-(:Model)<-[:OWNS]-() }) = $owned)
  AND ($team IS NULL OR EXISTS { (asset)<-[:OWNS]-(:Entity {urn: $team}) }
    OR NOT EXISTS { (asset)<-[:OWNS]-() } AND EXISTS { (asset)<-[:FEEDS]-(:Model)<-[:OWNS]-(:Entity {urn: $team}) })
RETURN asset.urn AS urn ORDER BY urn LIMIT $fetch
