// The standing edges of assets that held at some moment of a period.
// $urns: of the assets; $alone: whether edges to others count too (else only those among them)
// $after, $until: the period, after the one moment and until the other
// row: from, to (urns), since, until, lastConfirmed, source, note
// The nodes are collected first, so that no plan can look at every pair of them.
UNWIND $urns AS urn
MATCH (asset:Entity {urn: urn})
WHERE asset:Standing AND {{visible(asset: asset)}}
WITH collect(asset) AS assets
UNWIND assets AS asset
CALL (asset, assets) {
  MATCH (asset)-[edge:FEEDS|FED]->(other:Standing)
  WHERE ($alone OR other IN assets) AND {{visible(asset: other)}}
  RETURN edge
  UNION
  MATCH (asset)<-[edge:FEEDS|FED]-(other:Standing)
  WHERE $alone AND {{visible(asset: other)}}
  RETURN edge
}
WITH edge
WHERE edge.since <= $until AND (edge.until IS NULL OR edge.until > $after)
RETURN startNode(edge).urn AS from, endNode(edge).urn AS to, edge.since AS since, edge.until AS until,
  edge.lastConfirmed AS lastConfirmed, edge.source AS source, edge.note AS note
