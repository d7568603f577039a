// Deletes the bindings of unstated reads, and initial versions without remaining reads.
// $rows: run, data; $now
// row: shared (urn of a previously read version that is a registration)
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (v:Version)-[f:FED]->(r)
WHERE v.asset = row.data AND f.binding IN ['NEWEST', 'INITIAL']
CREATE (v)-[history:TOLD]->(r)
SET history = properties(f), history.was = 'FED', history.retoldAt = $now
DELETE f
WITH DISTINCT v, v.urn AS urn, v:Alias AS shared
CALL (v) {
  WITH v WHERE v.version = 'initial' AND NOT EXISTS { (v)-[:FED]->() }
  DETACH DELETE v
}
WITH urn, shared
WHERE shared
RETURN urn AS shared
