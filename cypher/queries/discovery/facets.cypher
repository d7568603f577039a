// Counts the search hits by value of each facet.
// $query: in the syntax of the full-text index
// $labels: labels of the accepted kinds; empty: any; $assetsOnly: excludes teams and persons
// $most: maximum number of hits to count
// row, for each facet: name, values [{value, count}], the most frequent first, then by value
CALL db.index.fulltext.queryNodes('discovery', $query) YIELD node, score
WITH node, score
WHERE
  ($labels = [] OR any(label IN labels(node) WHERE label IN $labels))
  AND {{visible(asset: node)}}
  AND (NOT $assetsOnly OR node:Asset)
  AND {{asset-filter(asset: node)}}
  AND {{owner-filter(asset: node)}}
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
