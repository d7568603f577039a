// One page of what a question finds, the best first.
// $query: in the language of the index
// $labels: of what may be found; empty: anything; $assetsOnly: neither teams nor people
// $team, $tag, $namespace, $lifecycle, $described, $owned, $updatedSince: the filter; null lets all through
// $most: how many hits are counted; $skip, $fetch: which of them are wanted
// row: one: total (at most $most), hits [{urn, score}]
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
WITH node.urn AS urn, score LIMIT $most
WITH urn, score ORDER BY score DESC, urn
WITH collect({urn: urn, score: score}) AS hits
RETURN size(hits) AS total, hits[$skip..$skip + $fetch] AS hits
