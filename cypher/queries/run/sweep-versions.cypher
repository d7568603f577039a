// Takes away implicit versions that nobody wrote or read after all.
// $rows: version
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (v:Entity {urn: row.version})
WHERE v.registeredAt IS NULL AND NOT EXISTS { (v)-[:FED|FEEDS|EVALUATED_IN|ON]-() }
DETACH DELETE v
