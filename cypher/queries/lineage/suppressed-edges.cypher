// Returns the edges of an asset that sources state and a curator unlinked.
// $asset: urn
// row: from, to (urns), since, until, lastConfirmed, binding, source, note
MATCH (asset:Entity {urn: $asset})-[r:SUPPRESSED]-(other)
WHERE {{visible(asset: asset)}} AND {{visible(asset: other)}}
RETURN startNode(r).urn AS from, endNode(r).urn AS to, r.since AS since, r.until AS until, r.lastConfirmed AS lastConfirmed,
  r.binding AS binding, r.source AS source, r.note AS note
ORDER BY from, to, since
