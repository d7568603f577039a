// Deletes writes that runs turned out not to have made.
// $rows: run, version
// row: shared (whether it is part of a shared version), data, version, and its previous position in the order
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})-[f:FED]->(v:Entity {urn: row.version})
DELETE f
WITH DISTINCT v
CALL (v) {
  MATCH (:Version)-[c:FED {binding: 'CARRIED'}]->(v)
  DELETE c
}
RETURN v:Alias AS shared, v.asset AS data, v.urn AS version, v.eligibleAt AS eligibleAt, v.at AS at
