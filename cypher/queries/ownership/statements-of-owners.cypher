// All that was ever said of the owners of assets, under whichever of their keys.
// $assets: urns or alias keys
// row: asset (urn), statements (properties of each), edges (id, past, owner, role, sourceRole, source, since, until of each)
UNWIND $assets AS asked
CALL (asked) {
  MATCH (asset:Entity {urn: asked})
  RETURN asset
  UNION
  MATCH (:Alias {key: asked})-[:IDENTIFIES]->(asset:Asset)
  RETURN asset
}
WITH DISTINCT asset
WITH asset, [asset.urn] + [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key] AS keys
CALL (keys) {
  UNWIND keys AS key
  MATCH (stated:OwnersStated {asset: key})
  RETURN collect(DISTINCT properties(stated)) AS statements
}
RETURN asset.urn AS asset, statements,
  [(asset)<-[owns:OWNS|OWNED]-(owner) | {id: elementId(owns), owner: owner.urn, role: owns.role,
    sourceRole: owns.sourceRole, source: owns.source, since: owns.since, until: owns.until}] AS edges
