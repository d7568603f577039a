// Versions of models that may be of one artifact with some others: those with the same location or hash, now or when this was last
// asked, and those that were one with them so far.
// $urns: of versions, or of models for all their versions; $most: of so many with one location no more are told
// row: urn, registry (who counts it: its model, and the scheme of its version), location, hash, shared (urn of the version that it is
//   part of, or null), named (whether it was asked for),
//   settled (whether what it says of its artifact was settled)
UNWIND $urns AS urn
MATCH (named:Entity {urn: urn})
CALL (named) {
  WITH named WHERE named:Version
  RETURN named AS asked
  UNION
  WITH named WHERE named:Model
  MATCH (named)<-[:VERSION_OF]-(asked:Version)
  RETURN asked
}
WITH DISTINCT asked
WHERE asked.location IS NOT NULL OR asked.hash IS NOT NULL OR asked.artifacts IS NOT NULL OR asked:Alias
CALL (asked) {
  RETURN asked AS version
  UNION
  MATCH (asked)-[:IDENTIFIES]->()<-[:IDENTIFIES]-(version:Version)
  RETURN version
  UNION
  UNWIND coalesce(asked.artifacts, []) + [asked.location] AS location
  WITH DISTINCT location
  CALL (location) {
    MATCH (version:Version)
    WHERE version.location = location
    RETURN version LIMIT $most
  }
  RETURN version
  UNION
  UNWIND coalesce(asked.artifacts, []) + [asked.hash] AS hash
  WITH DISTINCT hash
  CALL (hash) {
    MATCH (version:Version)
    WHERE version.hash = hash
    RETURN version LIMIT $most
  }
  RETURN version
}
WITH DISTINCT version
WHERE version:ModelVersion OR version:Alias
RETURN version.urn AS urn, version.asset + ' ' + split(version.version, ':')[0] AS registry, version.location AS location,
  version.hash AS hash, version.urn IN $urns OR version.asset IN $urns AS named, head([(version)-[:IDENTIFIES]->(shared) | shared.urn]) AS shared,
  version:Alias = EXISTS { (version)-[:IDENTIFIES]->() } AND version:Alias <> version:ModelVersion
    AND coalesce(version.artifacts, []) = [key IN [version.location, version.hash] WHERE key IS NOT NULL] AS settled
