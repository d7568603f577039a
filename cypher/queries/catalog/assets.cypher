// Returns the properties of assets by urn or alias.
// $urns: urns or alias keys
// row: asked (the requested key), labels, properties, aliases, createdAt, updatedAt
UNWIND $urns AS asked
CALL (asked) {
  MATCH (asset:Entity {urn: asked})
  WHERE NOT asset:Alias
  RETURN asset
  UNION
  MATCH (:Alias {key: asked})-[:IDENTIFIES]->(asset:Asset)
  RETURN asset
}
WITH asked, asset
WHERE {{visible(asset: asset)}}
WITH asked, asset, head([(asset)-[:VERSION_OF|RUN_OF]->(parent) | parent]) AS parent
RETURN asked, labels(asset) AS labels,
  {{asset-properties(asset: asset)}} AS properties,
  [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key] AS aliases,
  coalesce(asset.createdAt, asset.at, asset.startedAt, asset.sightedAt, parent.createdAt, asset.recordedAt) AS createdAt,
  coalesce(asset.updatedAt, asset.endedAt, asset.at, asset.startedAt, asset.sightedAt, parent.updatedAt,
    asset.recordedAt) AS updatedAt
