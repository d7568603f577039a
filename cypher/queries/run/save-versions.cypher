// Creates missing versions.
// $rows: urn, data, namespace, name, version; $now
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (d:Entity {urn: row.data})
MERGE (v:Entity {urn: row.urn})
ON CREATE SET v:Asset:Recorded:Version:$(CASE WHEN d:Model THEN 'ModelVersion' ELSE 'DatasetVersion' END),
  v.namespace = row.namespace, v.name = row.name, v.version = row.version, v.asset = row.data, v.described = false,
  v.recordedAt = $now
MERGE (v)-[of:VERSION_OF]->(d)
ON CREATE SET of.recordedAt = $now
