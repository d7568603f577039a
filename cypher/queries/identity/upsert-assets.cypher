// Creates missing assets, and locks all assets in row order (the caller sorts by urn).
// $rows: urn, identity (properties of a new node), labels, first and last (event times), source, described, keys (further keys that
//   the caller resolved to it); $now
// row: urn, model (whether it is known to be a model), renamed (a concurrent transaction moved this urn, or one of the keys, to another asset),
//   unnamed (it has no search properties yet)
// allow: Eager because it buffers the rows of one batch, never of the graph
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
