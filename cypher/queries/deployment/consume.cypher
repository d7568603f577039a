// Writes which deployments an application uses from now on; one that it uses no longer fed it until now.
// $urn: the application
// $consumes: urns of deployments
// $at: now
// $actor: who says so
// row: none
// allow: Eager because the deployments of one application are a handful, and some end before others begin
MATCH (application:Entity {urn: $urn})
CALL (application) {
  MATCH (deployment:Deployment)-[was:FEEDS {source: 'manual'}]->(application)
  WHERE NOT deployment.urn IN $consumes
  CREATE (deployment)-[:FED {since: was.since, until: $at, source: was.source, actor: $actor,
    recordedAt: datetime()}]->(application)
  DELETE was
}
UNWIND $consumes AS urn
MATCH (deployment:Entity {urn: urn})
MERGE (deployment)-[feeds:FEEDS {source: 'manual'}]->(application)
ON CREATE SET feeds.since = $at, feeds.actor = $actor, feeds.recordedAt = datetime()
