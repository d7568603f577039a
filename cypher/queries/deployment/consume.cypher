// Writes which deployments an application uses from now on; one that it uses no longer fed it until now.
// $urn: the application
// $consumes: urns of deployments
// $at: now
// $actor: who says so
// row: changed (urns of the deployments that it uses now and did not, or did and does not; with its own when there are any)
// allow: Eager because the deployments of one application are a handful, and some end before others begin
MATCH (application:Entity {urn: $urn})
WITH application, [(used:Deployment)-[:FEEDS {source: 'manual'}]->(application) | used.urn] AS used
CALL (application) {
  MATCH (deployment:Deployment)-[was:FEEDS {source: 'manual'}]->(application)
  WHERE NOT deployment.urn IN $consumes
  CREATE (deployment)-[:FED {since: was.since, until: $at, source: was.source, actor: $actor,
    recordedAt: datetime()}]->(application)
  CREATE (deployment)-[told:TOLD]->(application)
  SET told = properties(was), told.was = 'FEEDS', told.retoldAt = datetime()
  DELETE was
}
CALL (application) {
  UNWIND $consumes AS urn
  MATCH (deployment:Entity {urn: urn})
  MERGE (deployment)-[feeds:FEEDS {source: 'manual'}]->(application)
  ON CREATE SET feeds.since = $at, feeds.actor = $actor, feeds.recordedAt = datetime()
}
WITH DISTINCT [urn IN used WHERE NOT urn IN $consumes] + [urn IN $consumes WHERE NOT urn IN used] AS changed
RETURN CASE changed WHEN [] THEN [] ELSE changed + $urn END AS changed
