// Sets properties of nodes and edges.
// $nodes, $edges: id, properties of each
// row: none
// allow: Eager because it buffers the rows of one batch
CALL () {
  UNWIND $nodes AS row
  MATCH (n) WHERE elementId(n) = row.id
  SET n += row.properties
}
UNWIND $edges AS row
MATCH ()-[r]->() WHERE elementId(r) = row.id
SET r += row.properties
