// How many of the hits of a question have which values.
// $query: in the language of the index
// $labels: of what may be found; empty: anything; $assetsOnly: neither teams nor people
// $team, $tag, $namespace, $lifecycle, $described, $owned, $updatedSince: the filter; null lets all through
// $most: how many hits are counted
// row, for each facet: name, values [{value, count}], the most frequent first, then by value
CALL db.index.fulltext.queryNodes('discovery', $query) YIELD node, score
WITH node, score
WHERE
  ($labels = [] OR any(label IN labels(node) WHERE label IN $labels))
  AND (NOT $assetsOnly OR node:Asset)
  AND ($namespace IS NULL OR node.namespace = $namespace)
  AND ($tag IS NULL OR $tag IN node.tags)
  AND ($described IS NULL OR coalesce(node.described, true) = $described)
  AND ($lifecycle IS NULL OR coalesce(toUpper(node.lifecycle), 'UNKNOWN') IN $lifecycle)
  AND ($updatedSince IS NULL OR node.updatedAt >= $updatedSince)
  AND ($owned IS NULL OR EXISTS { (node)<-[:OWNS]-() } = $owned)
  AND ($team IS NULL OR EXISTS { (node)<-[:OWNS]-(:Entity {urn: $team}) })
WITH node LIMIT $most
WITH collect(node) AS hits
CALL (hits) {
  UNWIND hits AS hit
  UNWIND [label IN labels(hit) WHERE label IN ['Dataset', 'Job', 'Model', 'Deployment', 'Application', 'Team', 'Person']] AS value
  RETURN 'kind' AS name, toUpper(value) AS value, count(*) AS count
  UNION ALL
  UNWIND hits AS hit
  MATCH (hit)<-[:OWNS]-(team:Team)
  WITH DISTINCT hit, team
  RETURN 'team' AS name, team.urn AS value, count(*) AS count
  UNION ALL
  UNWIND hits AS hit
  UNWIND hit.tags AS value
  RETURN 'tag' AS name, value, count(*) AS count
  UNION ALL
  UNWIND hits AS hit
  WITH hit WHERE hit.namespace IS NOT NULL
  RETURN 'namespace' AS name, hit.namespace AS value, count(*) AS count
  UNION ALL
  UNWIND hits AS hit
  WITH hit WHERE hit:Model
  RETURN 'lifecycle' AS name, coalesce(toUpper(hit.lifecycle), 'UNKNOWN') AS value, count(*) AS count
  UNION ALL
  UNWIND hits AS hit
  MATCH (hit)-[:RUNS_IN]->(environment:Environment)
  RETURN 'environment' AS name, environment.name AS value, count(*) AS count
}
WITH name, value, count ORDER BY count DESC, value
RETURN name, collect({value: value, count: count}) AS values ORDER BY name
