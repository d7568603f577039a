// Makes registrations aliases of their shared version, or independent versions again.
// $rows: urn, shared (urn of the shared version, or null); $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (version:Entity {urn: row.urn})
CALL (version, row) {
  MATCH (version)-[is:IDENTIFIES]->(other)
  WHERE row.shared IS NULL OR other.urn <> row.shared
  DELETE is
}
SET version.artifacts = nullIf([key IN [version.location, version.hash] WHERE key IS NOT NULL], [])
WITH version, row
CALL (version, row) {
  WITH version, row WHERE row.shared IS NULL
  SET version:Asset:Recorded:ModelVersion
  REMOVE version:Alias, version.key
}
WITH version, row
WHERE row.shared IS NOT NULL
REMOVE version:Asset:Recorded:ModelVersion
SET version:Alias, version.key = version.urn
MERGE (shared:Entity {urn: row.shared})
ON CREATE SET shared:Asset:Recorded:ModelVersion, shared.recordedAt = $now
MERGE (version)-[is:IDENTIFIES]->(shared)
ON CREATE SET is.recordedAt = $now
