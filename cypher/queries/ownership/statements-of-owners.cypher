// Returns all statements about the owners of assets, under any of their keys, and the transfers by those owners.
// $assets: urns or alias keys
// row: asset (urn), statements (properties of each), handovers [{from, to, at}], edges (id, from, type, to, properties
//   of each)
// allow: VarLengthExpand(All) because chains of transfers are short
UNWIND $assets AS asked
CALL (asked) {
  MATCH (asset:Entity {urn: asked})
  RETURN asset
  UNION
  MATCH (:Alias {key: asked})-[:IDENTIFIES]->(asset:Standing)
  RETURN asset
}
WITH DISTINCT asset
WITH asset, [asset.urn] + [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key] AS keys
CALL (keys) {
  UNWIND keys AS key
  MATCH (stated:OwnersStated {asset: key})
  RETURN collect(DISTINCT properties(stated)) AS statements
}
CALL (statements) {
  UNWIND statements AS stated
  UNWIND stated.owners AS urn
  WITH DISTINCT urn
  MATCH (:Entity {urn: urn})(()-[:HANDED_TO]->())*(from)-[handed:HANDED_TO]->(to)
  RETURN collect(DISTINCT {from: from.urn, to: to.urn, at: handed.at}) AS handovers
}
RETURN asset.urn AS asset, statements, handovers,
  [(asset)<-[owns:OWNS|OWNED]-(owner) | {id: elementId(owns), from: owner.urn, type: type(owns),
    to: asset.urn, properties: properties(owns)}] AS edges
