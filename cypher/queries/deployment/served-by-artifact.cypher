// The deployments told by artifacts that some of these versions serve, served, or may turn out to serve; locks them, and what artifacts are.
// $versions: urns; $now
// row: deployment (urn)
UNWIND $versions AS urn
MATCH (version:Entity {urn: urn})
WHERE version:Version
  AND (version.location IS NOT NULL OR version.hash IS NOT NULL OR EXISTS { (version)-[:FEEDS|FED]->(:Deployment) })
WITH collect(version) AS versions
WHERE versions <> []
MERGE (lock:ArtifactLock {name: 'artifacts'})
SET lock.at = $now
WITH versions
UNWIND versions AS version
CALL (version) {
  MATCH (stated:ServingStated)
  WHERE stated.artifact STARTS WITH version.location
  RETURN stated.deployment AS deployment
  UNION
  MATCH (stated:ServingStated {artifact: version.hash})
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
