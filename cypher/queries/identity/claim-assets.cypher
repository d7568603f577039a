// Makes each asset that is not there yet, and locks all of them in the order given (the caller sorts by urn).
// $rows: urn, identity (properties of a new node), labels, first and last (event times), source, described, keys (further ones that it
//   is taken to have); $now
// row: urn, model (whether it is known to be one), renamed (another transaction gave this urn, or one of those keys, to another asset meanwhile),
//   unnamed (nobody has taken down the words it is to be found by)
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MERGE (n:Entity {urn: row.urn})
ON CREATE SET n += row.identity, n:$(row.labels), n.described = row.described, n.createdAt = row.first,
  n.updatedAt = row.last, n.sources = [row.source]
SET n.recordedAt = $now,
  n.described = n.described OR row.described,
  n.createdAt = CASE WHEN row.first < n.createdAt THEN row.first ELSE n.createdAt END,
  n.updatedAt = CASE WHEN row.last > n.updatedAt THEN row.last ELSE n.updatedAt END,
  n.sources = CASE WHEN row.source IN n.sources THEN n.sources
    ELSE [source IN n.sources WHERE source < row.source] + row.source + [source IN n.sources WHERE source > row.source] END
RETURN n.urn AS urn, n:Model AS model, EXISTS { (:Alias {key: row.urn}) }
    OR any(key IN row.keys WHERE NOT EXISTS { (:Alias {key: key})-[:IDENTIFIES]->(n) }) AS renamed,
  n.searchNames IS NULL AS unnamed
