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
  WITH a, b, [(a)-[old:FEEDS|FED {source: 'link'}]->(b) | old] AS there, row.edges AS edges
  CALL (a, b, there, edges) {
    UNWIND there AS old
    WITH a, b, old
    WHERE NOT any(edge IN edges WHERE edge.type = type(old) AND edge.properties.since = old.since
      AND coalesce(edge.properties.until, $now) = coalesce(old.until, $now)
      AND coalesce(edge.properties.note, '') = coalesce(old.note, ''))
    CREATE (a)-[told:TOLD]->(b)
    SET told = properties(old), told.was = type(old), told.retoldAt = $now
    DELETE old
  }
  UNWIND edges AS edge
  WITH a, b, there, edge
  WHERE NOT any(old IN there WHERE edge.type = type(old) AND edge.properties.since = old.since
    AND coalesce(edge.properties.until, $now) = coalesce(old.until, $now)
    AND coalesce(edge.properties.note, '') = coalesce(old.note, ''))
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
