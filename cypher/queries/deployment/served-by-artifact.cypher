// Returns the deployments with artifacts that these versions serve, served, or might match; locks them.
// $versions: urns; $now
// row: deployment (urn)
UNWIND $versions AS urn
MATCH (version:Entity {urn: urn})
WHERE version:Version
CALL (version) {
  MATCH (stated:ServingStated)
  WHERE stated.artifact STARTS WITH version.location
  RETURN stated.deployment AS deployment
  UNION
  MATCH (stated:ServingStated {artifact: version.hash})
  RETURN stated.deployment AS deployment
  UNION
  // A revision of a Hub repository may serve where only the repository is named.
  WITH version WHERE version.location STARTS WITH 'hf://'
  MATCH (stated:ServingStated {artifact: 'hf:' + split(version.location, ':')[1]})
  RETURN stated.deployment AS deployment
  UNION
  MATCH (version)-[:FEEDS|FED]->(served:Deployment)
  WHERE EXISTS { (stated:ServingStated {deployment: served.urn}) WHERE stated.artifact IS NOT NULL }
  RETURN served.urn AS deployment
}
WITH DISTINCT deployment ORDER BY deployment
MATCH (locked:Entity {urn: deployment})
SET locked.recordedAt = $now
RETURN deployment
