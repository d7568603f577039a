// Returns the owners of assets at a time: direct owners, and owners of the assets that they inherited from then.
// $assets: urns
// $asOf: valid time; $knownAt: only edges recorded, and not replaced, by this time, or null
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
  MATCH (holder:Model)-[served:FEEDS|FED|TOLD]->(asset)
  WHERE asset:Deployment AND served.since <= $asOf AND (served.until IS NULL OR served.until > $asOf)
    AND CASE WHEN served:TOLD THEN served.retoldAt > $knownAt ELSE true END
    AND ($knownAt IS NULL OR served.recordedAt <= $knownAt)
  RETURN holder
}
MATCH (holder)<-[owns:OWNS|OWNED|TOLD]-(owner:Owner)
WHERE owns.since <= $asOf AND (owns.until IS NULL OR owns.until > $asOf)
  AND CASE WHEN owns:TOLD THEN owns.retoldAt > $knownAt ELSE true END
  AND ($knownAt IS NULL OR owns.recordedAt <= $knownAt)
RETURN urn AS asset, holder.urn AS holder, holder = asset AS own, owner.urn AS owner, labels(owner) AS labels,
  properties(owner) AS properties, owns.role AS role, owns.sourceRole AS sourceRole, owns.source AS source,
  owns.since AS since, owns.until AS until
ORDER BY asset, holder, owner, role, since, source
