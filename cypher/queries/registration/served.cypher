// The deployments that versions serve, or served, in; locks them.
// $urns: of versions; $now
// row: deployment (urn)
UNWIND $urns AS urn
MATCH (:Entity {urn: urn})-[:FEEDS|FED]->(served:Deployment)
WITH DISTINCT served.urn AS deployment ORDER BY deployment
MATCH (locked:Entity {urn: deployment})
SET locked.recordedAt = $now
RETURN deployment
