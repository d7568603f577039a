// Makes the edges between pairs of assets what people said of them.
// $edges: from, to, edges [{type, properties}] of each pair
// $suppressed: from, to, suppressed: whether what sources say of the pair is to be out of sight; $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because a pair has a handful of edges
CALL () {
  UNWIND $edges AS row
  MATCH (a:Entity {urn: row.from})
  MATCH (b:Entity {urn: row.to})
  CALL (a, b) {
    MATCH (a)-[old:FEEDS|FED {source: 'link'}]->(b)
    DELETE old
  }
  UNWIND row.edges AS edge
  CREATE (a)-[new:$(edge.type)]->(b)
  SET new = edge.properties, new.recordedAt = $now
}
UNWIND $suppressed AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
CALL (a, b, row) {
  WITH a, b, row WHERE row.suppressed
  MERGE (a)-[mark:UNLINKED]->(b)
  ON CREATE SET mark.recordedAt = $now
  WITH a, b
  MATCH (a)-[told:FEEDS|FED]->(b)
  WHERE told.source <> 'link'
  CREATE (a)-[hidden:SUPPRESSED]->(b)
  SET hidden = properties(told)
  DELETE told
}
CALL (a, b, row) {
  WITH a, b, row WHERE NOT row.suppressed
  MATCH (a)-[mark:UNLINKED]->(b)
  DELETE mark
  WITH DISTINCT a, b
  MATCH (a)-[hidden:SUPPRESSED]->(b)
  CREATE (a)-[told:$(CASE WHEN hidden.until IS NULL THEN 'FEEDS' ELSE 'FED' END)]->(b)
  SET told = properties(hidden)
  DELETE hidden
}
