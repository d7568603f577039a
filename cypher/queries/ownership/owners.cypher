// Returns the present owners of assets: direct owners, and owners of the assets that they inherit from.
// $assets: urns
// row: asset, holder (urn of the owned asset), own (whether it is the asset itself), owner, labels, properties, role, sourceRole, source, since, until
UNWIND $assets AS urn
MATCH (asset:Entity {urn: urn})
WHERE {{visible(asset: asset)}}
CALL (asset) {
  RETURN asset AS holder
  UNION
  MATCH (asset)-[:VERSION_OF|RUN_OF]->(holder)
  RETURN holder
  UNION
  MATCH (holder:Model)-[:FEEDS]->(asset)
  WHERE asset:Deployment
  RETURN holder
}
MATCH (holder)<-[owns:OWNS]-(owner:Owner)
RETURN urn AS asset, holder.urn AS holder, holder = asset AS own, owner.urn AS owner, labels(owner) AS labels,
  properties(owner) AS properties, owns.role AS role, owns.sourceRole AS sourceRole, owns.source AS source,
  owns.since AS since, null AS until
ORDER BY asset, holder, owner, role, since, source
