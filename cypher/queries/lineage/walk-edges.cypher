// What is stored of the edges between some nodes that a walk shows.
// $urns: the nodes
// $past: whether what has ended counts too; $asOf: the moment at which an edge must hold, or null; $after, $knownAt: as in the walk
// row: from, to (urns), since, until, lastConfirmed, binding, source, note; one an edge, several between the same two
// The nodes are collected first, so that no plan can look at every pair of them.
UNWIND $urns AS urn
MATCH (node:Entity {urn: urn})
WHERE {{visible(asset: node)}}
WITH collect(node) AS nodes
UNWIND nodes AS a
MATCH (a)-[r:FEEDS|FED|TOLD]->(b)
WHERE b IN nodes
  AND ($past OR r.until IS NULL OR r.until > coalesce($after, $asOf))
  AND CASE WHEN r:TOLD THEN r.was <> 'SUPPRESSED' AND r.retoldAt > $knownAt ELSE true END
  AND ($knownAt IS NULL OR r.recordedAt <= $knownAt)
  AND ($asOf IS NULL OR coalesce(r.since, r.at, $asOf) <= $asOf)
RETURN a.urn AS from, b.urn AS to, coalesce(r.since, r.at) AS since, r.until AS until, r.lastConfirmed AS lastConfirmed,
  r.binding AS binding, r.source AS source, r.note AS note
