// Returns the edges of assets that curators linked, and the pairs that they unlinked.
// $assets: urns
// row: from, to
UNWIND $assets AS urn
MATCH (:Entity {urn: urn})-[r:FEEDS|FED|UNLINKED]-()
WHERE r:UNLINKED OR r.source = 'link'
RETURN DISTINCT startNode(r).urn AS from, endNode(r).urn AS to
