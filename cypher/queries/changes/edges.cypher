// Returns the standing edges of assets that existed at any time within a period.
// $urns: urns of the assets; $alone: true for all edges of the assets, false for edges among them only
// $after, $until: the period, ($after, $until]
// row: from, to (urns), since, until, lastConfirmed, source, note
// Collecting the nodes first prevents a plan over all pairs of nodes.
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
