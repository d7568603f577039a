// Returns model versions that may share an artifact: those with the same location or hash, now or at the previous
// comparison, and those that share a version so far.
// $urns: urns of versions, or of models (all their versions); $most: maximum number per location or hash
// row: urn, registry (model and version scheme), location, hash, shared (urn of the shared
//   version, or null), named (whether it was requested),
//   settled (whether its artifact properties are already processed)
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
