// Returns the deployments in which versions serve or served; locks them.
// $urns: urns of versions; $now
// row: deployment (urn)
UNWIND $urns AS urn
MATCH (:Entity {urn: urn})-[:FEEDS|FED]->(served:Deployment)
WITH DISTINCT served.urn AS deployment ORDER BY deployment
MATCH (locked:Entity {urn: deployment})
SET locked.recordedAt = $now
RETURN deployment
