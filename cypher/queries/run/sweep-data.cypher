// Deletes implicit versions of merged datasets without reads and writes.
// $rows: data
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (v:Version)-[:VERSION_OF]->(:Entity {urn: row.data})
WHERE (v.version = 'initial' OR v.version STARTS WITH 'run:') AND v.registeredAt IS NULL
  AND NOT EXISTS { (v)-[:FED|FEEDS|EVALUATED_IN|ON]-() }
DETACH DELETE v
