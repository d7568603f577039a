// Keeps each value that a source stated of an asset, once a day, with the first and last time it did, and gives what of those groups counts.
// $rows: key, asset, stated (the urn it was stated under), data (of a version: the key of its data there, else null), group, kind (CAPTURED; what people do: SET, WITHDRAWN, DISMISSED), source, values (JSON), names (of the
//   properties), first, last, actors [one or none]; $now
// row: asset, group, revisions [{kind, source, values, last, actors}] (what people did, and the newest that was captured), names (of
//   all properties that the group ever had), news (whether what held when may have changed)
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (n:Entity {urn: row.asset})
MERGE (r:Revision {key: row.key})
ON CREATE SET r.asset = row.stated, r.data = row.data, r.group = row.group, r.kind = row.kind, r.source = row.source, r.values = row.values,
  r.names = row.names, r.first = row.first, r.last = row.last, r.recordedAt = $now, r.lastRecordedAt = $now
// It is no news when the newest other one says the same, and did before all of this one.
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
// Of a version that several registries have it is said too, be it no news: it is part of the past of both.
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
