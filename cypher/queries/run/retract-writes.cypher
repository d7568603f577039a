// Takes back what runs turned out not to have written.
// $rows: run, version
// row: shared (whether several registries have the version), data, version, and where it stood in the order
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})-[f:FED]->(v:Entity {urn: row.version})
DELETE f
WITH DISTINCT v
CALL (v) {
  MATCH (:Version)-[c:FED {binding: 'CARRIED'}]->(v)
  DELETE c
}
RETURN v:Alias AS shared, v.asset AS data, v.urn AS version, v.eligibleAt AS eligibleAt, v.at AS at
