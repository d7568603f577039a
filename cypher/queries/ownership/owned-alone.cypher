// Returns one page per owner of the assets without another present owner, by urn.
// $owners: urns
// $after: urn of the last row of the previous page, or ''
// $fetch: page size per owner
// row: owner, urn, total (such assets of the owner)
UNWIND $owners AS urn
MATCH (owner:Entity {urn: urn})
CALL (owner) {
  MATCH (owner)-[:OWNS]->(asset:Asset)
  WHERE NOT EXISTS { MATCH (asset)<-[:OWNS]-(other) WHERE other <> owner } AND {{visible(asset: asset)}}
  WITH DISTINCT asset.urn AS asset ORDER BY asset
  WITH collect(asset) AS assets
  RETURN size(assets) AS total, [asset IN assets WHERE asset > $after][..$fetch] AS page
}
UNWIND page AS asset
RETURN urn AS owner, asset AS urn, total
