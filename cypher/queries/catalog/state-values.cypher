// Keeps each value that a source stated of an asset, with the first and last time it did, and gives all values of those groups.
// $rows: key, asset, group, kind (CAPTURED; what people do: SET, WITHDRAWN, DISMISSED), source, values (JSON), first, last,
//   actors [one or none]; $now
// row: asset, group, revisions [{kind, source, values, last, actors}], news (whether what held when may have changed)
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (n:Entity {urn: row.asset})
MERGE (r:Revision {key: row.key})
ON CREATE SET r.asset = row.asset, r.group = row.group, r.kind = row.kind, r.source = row.source, r.values = row.values,
  r.first = row.first, r.last = row.last, r.recordedAt = $now
// One that turns out to be older than it was known to be, or that holds again after another one, is recorded anew.
SET r.recordedAt = CASE WHEN row.first < r.first OR row.last > r.last
      AND EXISTS { (o:Revision)-[:REVISES]->(n) WHERE o.group = row.group AND o <> r AND o.last >= r.last }
    THEN $now ELSE r.recordedAt END,
  r.first = CASE WHEN row.first < r.first THEN row.first ELSE r.first END,
  r.last = CASE WHEN row.last > r.last THEN row.last ELSE r.last END,
  r.actors = [actor IN coalesce(r.actors, []) WHERE row.actors = [] OR actor < row.actors[0]] + row.actors
    + [actor IN coalesce(r.actors, []) WHERE row.actors <> [] AND actor > row.actors[0]]
MERGE (r)-[of:REVISES]->(n)
ON CREATE SET of.recordedAt = $now
WITH DISTINCT n, row.group AS group
RETURN n.urn AS asset, group,
  [(r:Revision)-[:REVISES]->(n) WHERE r.group = group | r {.kind, .source, .values, .last, .actors}] AS revisions,
  EXISTS { (r:Revision)-[:REVISES]->(n) WHERE r.group = group AND r.recordedAt = $now } AS news
