// Suppresses edges that sources state between pairs of assets, or restores them.
// $pairs: from, to, suppressed of each; $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because a pair has a handful of edges
UNWIND $pairs AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
CALL (a, b, row) {
  WITH a, b, row WHERE row.suppressed
  MERGE (a)-[mark:UNLINKED]->(b)
  ON CREATE SET mark.recordedAt = $now
  WITH a, b
  MATCH (a)-[edge:FEEDS|FED]->(b)
  WHERE edge.source <> 'link'
  CREATE (a)-[hidden:SUPPRESSED]->(b)
  SET hidden = properties(edge), hidden.recordedAt = $now
  CREATE (a)-[known:TOLD]->(b)
  SET known = properties(edge), known.was = type(edge), known.retoldAt = $now
  DELETE edge
}
CALL (a, b, row) {
  WITH a, b, row WHERE NOT row.suppressed
  MATCH (a)-[mark:UNLINKED]->(b)
  DELETE mark
  WITH DISTINCT a, b
  MATCH (a)-[hidden:SUPPRESSED]->(b)
  CREATE (a)-[edge:$(CASE WHEN hidden.until IS NULL THEN 'FEEDS' ELSE 'FED' END)]->(b)
  SET edge = properties(hidden), edge.recordedAt = $now
  DELETE hidden
}
