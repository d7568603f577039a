// Returns the deployments for which a source states a model and no version; locks them.
// $urns: urns of models, or of their versions; $now
// row: deployment (urn)
UNWIND $urns AS urn
MATCH (named:Entity {urn: urn})
WITH DISTINCT coalesce(named.asset, urn) AS asset
CALL (asset) {
  RETURN asset AS key
  UNION
  MATCH (alias:Alias)-[:IDENTIFIES]->(:Entity {urn: asset})
  RETURN alias.key AS key
}
MATCH (stated:ServingStated)
WHERE stated.model = key
WITH DISTINCT stated.deployment AS deployment ORDER BY deployment
MATCH (locked:Entity {urn: deployment})
SET locked.recordedAt = $now
RETURN deployment
