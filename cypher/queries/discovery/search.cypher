// One page of what a question finds, the best first.
// $query: in the language of the index
// $labels: of what may be found; empty: anything; $assetsOnly: neither teams nor people
// $most: how many hits are counted; $skip, $fetch: which of them are wanted
// row: one: total (at most $most), hits [{urn, score}]
CALL db.index.fulltext.queryNodes('discovery', $query) YIELD node, score
WITH node, score
WHERE
  ($labels = [] OR any(label IN labels(node) WHERE label IN $labels))
  AND {{visible(asset: node)}}
  AND (NOT $assetsOnly OR node:Asset)
  AND {{asset-filter(asset: node)}}
  AND {{owner-filter(asset: node)}}
WITH node.urn AS urn, score LIMIT $most
WITH urn, score ORDER BY score DESC, urn
WITH collect({urn: urn, score: score}) AS hits
RETURN size(hits) AS total, hits[$skip..$skip + $fetch] AS hits
