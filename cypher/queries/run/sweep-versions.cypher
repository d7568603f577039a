// Deletes implicit versions without reads and writes.
// $rows: version
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (v:Entity {urn: row.version})
WHERE v.registeredAt IS NULL AND NOT EXISTS { (v)-[:FED|FEEDS|EVALUATED_IN|ON]-() }
DETACH DELETE v
