// Returns one page of search hits, best first.
// $query: in the syntax of the full-text index
// $labels: labels of the accepted kinds; empty: any; $assetsOnly: excludes teams and persons
// $most: maximum number of hits to count; $skip, $fetch: offset and size of the page
// row: one row: total (at most $most), hits [{urn, score}]
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
