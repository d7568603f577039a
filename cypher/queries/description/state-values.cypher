// Stores each value that a source stated for an asset, once a day, with its first and last time, and returns the effective values of
// those groups.
// $rows: key, asset, stated (urn it was stated under), data (for a version: key of its data in that source, else null), group,
//   kind (CAPTURED; of curators: SET, WITHDRAWN, DISMISSED), source, values (JSON), names (of the
//   properties), first, last, actors [one or none]; $now
// row: asset, group, revisions [{kind, source, values, last, actors}] (those of curators, and the newest captured one), names (of
//   all properties that the group ever had), news (whether the history of values may have changed)
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (n:Entity {urn: row.asset})
MERGE (r:Revision {key: row.key})
ON CREATE SET r.asset = row.stated, r.data = row.data, r.group = row.group, r.kind = row.kind, r.source = row.source, r.values = row.values,
  r.names = row.names, r.first = row.first, r.last = row.last, r.recordedAt = $now, r.lastRecordedAt = $now
// No news if the newest other statement has equal values and precedes this one completely.
WITH row, n, r, head(COLLECT {
  MATCH (o:Revision)-[:REVISES]->(n)
  WHERE o.group = row.group AND o <> r
  RETURN o ORDER BY o.last DESC, o.source DESC, o.kind DESC, o.values DESC LIMIT 1
}) AS newest
SET r.newsAt = CASE WHEN (r.recordedAt = $now OR row.first < r.first OR row.last > r.last)
      AND coalesce(newest.kind <> r.kind OR newest.values <> r.values OR newest.source <> r.source OR newest.last >= row.first OR newest.last >= r.first, true)
    THEN $now ELSE r.newsAt END,
  r.lastRecordedAt = CASE WHEN row.last > r.last THEN $now ELSE r.lastRecordedAt END,
  r.first = CASE WHEN row.first < r.first THEN row.first ELSE r.first END,
  r.last = CASE WHEN row.last > r.last THEN row.last ELSE r.last END,
  r.actors = [actor IN coalesce(r.actors, []) WHERE row.actors = [] OR actor < row.actors[0]] + row.actors
    + [actor IN coalesce(r.actors, []) WHERE row.actors <> [] AND actor > row.actors[0]]
MERGE (r)-[of:REVISES]->(n)
ON CREATE SET of.recordedAt = $now
// Values of a registration are returned for its shared version even without news: they are part of the history of both.
CALL (n, r) {
  WITH n, r WHERE n:Version
  MATCH (n)-[:IDENTIFIES]->(shared)
  MERGE (r)-[too:REVISES]->(shared)
  ON CREATE SET too.recordedAt = $now
}
WITH DISTINCT n, row.group AS group
CALL (n, group) {
  MATCH (r:Revision)-[:REVISES]->(n)
  WHERE r.group = group
  WITH collect(r) AS all, max(CASE r.kind WHEN 'CAPTURED' THEN r.last END) AS newest
  RETURN [r IN all WHERE r.kind <> 'CAPTURED' OR r.last = newest | r {.kind, .source, .values, .last, .actors}] AS revisions,
    reduce(names = [], r IN all | names + [name IN r.names WHERE NOT name IN names]) AS names,
    any(r IN all WHERE r.newsAt = $now) AS news
}
RETURN n.urn AS asset, group, revisions, names, news
