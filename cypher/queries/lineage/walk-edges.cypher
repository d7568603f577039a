// Returns the stored edges among the nodes of a walk.
// $urns: urns of the nodes
// $past: whether ended edges count too; $asOf: valid time of the edges, or null; $after, $knownAt: as in the walk
// row: from, to (urns), since, until, lastConfirmed, binding, source, note; one row per edge, several for parallel edges
// Collecting the nodes first prevents a plan over all pairs of nodes.
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
