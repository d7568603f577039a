// Makes versions that somebody names before anything else is known of them; the nodes of their data are there.
// $rows: urn, data, namespace, name, version, registeredAt (when a person registered it, or null), registeredAs (the keys of the data
//   under which one did); $now
// row: urn, data, of those that are registered for the first time, or earlier than was known
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (data:Entity {urn: row.data})
MERGE (version:Entity {urn: row.urn})
ON CREATE SET version:Asset:Recorded:Version:$(CASE WHEN data:Model THEN 'ModelVersion' ELSE 'DatasetVersion' END),
  version.namespace = row.namespace, version.name = row.name, version.version = row.version, version.asset = row.data,
  version.described = false, version.recordedAt = $now
MERGE (version)-[of:VERSION_OF]->(data)
ON CREATE SET of.recordedAt = $now
WITH version, row
WHERE row.registeredAt IS NOT NULL
SET version.registeredAs = COLLECT {
  UNWIND coalesce(version.registeredAs, []) + row.registeredAs AS key WITH DISTINCT key RETURN key ORDER BY key
}
WITH version, row
WHERE coalesce(row.registeredAt < version.registeredAt, true)
// A version that no run is known to have written counts as made when it was registered.
SET version.registeredAt = row.registeredAt, version.described = true,
  version.at = CASE WHEN version.eligibleAt IS NULL AND NOT coalesce(version.partial, false) THEN row.registeredAt
    ELSE version.at END
RETURN row.urn AS urn, row.data AS data
