// Returns the present and past servings of model versions, newest first.
// $versions: urns
// row: deployment, version, role, traffic, since, until
UNWIND $versions AS urn
MATCH (:Entity {urn: urn})-[serves:FEEDS|FED]->(deployment:Deployment)
WHERE {{visible(asset: deployment)}}
RETURN deployment.urn AS deployment, urn AS version, serves.role AS role, serves.traffic AS traffic,
  serves.since AS since, serves.until AS until
ORDER BY version, since DESC, deployment, role
