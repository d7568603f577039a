// Creates versions that are referenced before they are described; the nodes of their datasets or models exist.
// $rows: urn, data, namespace, name, version, registeredAt (time of a curator's registration, or null), registeredAs (keys of the
//   dataset or model under which a curator registered it); $now
// row: urn, data, of versions registered for the first time, or earlier than known
// allow: Eager because it buffers the rows of one batch, never of the graph
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
// A version without a known writing run counts as created when it was registered.
SET version.registeredAt = row.registeredAt, version.described = true,
  version.at = CASE WHEN version.eligibleAt IS NULL AND NOT coalesce(version.partial, false) THEN row.registeredAt
    ELSE version.at END
RETURN row.urn AS urn, row.data AS data
