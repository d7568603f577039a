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
  MATCH (a)-[told:FEEDS|FED]->(b)
  WHERE told.source <> 'link'
  CREATE (a)-[hidden:SUPPRESSED]->(b)
  SET hidden = properties(told), hidden.recordedAt = $now
  CREATE (a)-[known:TOLD]->(b)
  SET known = properties(told), known.was = type(told), known.retoldAt = $now
  DELETE told
}
CALL (a, b, row) {
  WITH a, b, row WHERE NOT row.suppressed
  MATCH (a)-[mark:UNLINKED]->(b)
  DELETE mark
  WITH DISTINCT a, b
  MATCH (a)-[hidden:SUPPRESSED]->(b)
  CREATE (a)-[told:$(CASE WHEN hidden.until IS NULL THEN 'FEEDS' ELSE 'FED' END)]->(b)
  SET told = properties(hidden), told.recordedAt = $now
  DELETE hidden
}
