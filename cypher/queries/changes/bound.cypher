// Returns the versions that jobs read in their last complete run until a moment, and those that deployments served then.
// $urns: urns of jobs and deployments; $at: the moment
// row: consumer, of (urn of the dataset or model), versions (urns)
UNWIND $urns AS urn
MATCH (consumer:Entity {urn: urn})
WHERE {{visible(asset: consumer)}}
CALL (consumer) {
  MATCH (run:Run)
  WHERE run.job = consumer.urn AND run.startedAt <= $at AND run.state = 'COMPLETE'
  WITH run ORDER BY run.job DESC, run.startedAt DESC LIMIT 1
  MATCH (run)<-[:FED]-(version:Version)
  RETURN version
  UNION
  MATCH (consumer)<-[serves:FEEDS|FED]-(version:ModelVersion)
  WHERE consumer:Deployment AND serves.since <= $at AND (serves.until IS NULL OR serves.until > $at)
  RETURN version
}
WITH urn, coalesce(head([(version)-[:IDENTIFIES]->(shared) | shared]), version) AS version
WITH urn, version ORDER BY version.urn
MATCH (version)-[:VERSION_OF]->(parent)
WHERE {{visible(asset: parent)}}
RETURN urn AS consumer, parent.urn AS of, collect(DISTINCT version.urn) AS versions
