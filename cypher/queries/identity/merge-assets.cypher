// Adds aliases to assets; an asset that has such a key as its own urn is merged, with all its edges and statements.
// $rows: key, namespace, name, asset; $now
// row, for each merged asset: asset, namespace and name of the asset, whether it is a model now, versions [{urn, version}] to move to it,
// jobs whose design named it, summarised (those that used it and have compacted runs), deployments in which it served
// allow: Eager because it buffers the rows of one batch, never of the graph
CALL () {
  UNWIND $rows AS row
  MATCH (alias:Alias {key: row.key})
  RETURN reduce(dropped = [], drops IN collect(coalesce(alias.drops, [])) | dropped + drops) AS dropped
}
UNWIND $rows AS row
MATCH (to:Entity {urn: row.asset})
MERGE (alias:Alias {key: row.key})
SET alias.namespace = row.namespace, alias.name = row.name
WITH row, to, alias, dropped
CALL (alias) {
  MATCH (alias)-[old:IDENTIFIES]->()
  DELETE old
}
CREATE (alias)-[:IDENTIFIES {recordedAt: $now}]->(to)
WITH row, to, alias, dropped
MATCH (from:Entity {urn: row.key})
SET alias.drops = nullIf([at IN from.drops WHERE NOT at IN dropped], []),
  to.createdAt = CASE WHEN from.createdAt < to.createdAt THEN from.createdAt ELSE to.createdAt END,
  to.updatedAt = CASE WHEN from.updatedAt > to.updatedAt THEN from.updatedAt ELSE to.updatedAt END,
  to.described = to.described OR from.described,
  to.sources = COLLECT { UNWIND to.sources + from.sources AS source WITH DISTINCT source RETURN source ORDER BY source },
  to.drops = CASE WHEN from.drops IS NULL THEN to.drops
    ELSE COLLECT { UNWIND coalesce(to.drops, []) + from.drops AS at WITH DISTINCT at RETURN at ORDER BY at } END,
  to:$(CASE WHEN from:Model OR to:Model THEN ['Model'] ELSE ['Dataset'] END)
WITH from, to, [(v:Version)-[:VERSION_OF]->(from) | {urn: v.urn, version: v.version}] AS versions
CALL (to) {
  WITH to WHERE to:Model
  REMOVE to:Dataset
}
CALL (from, to) {
  MATCH (from)-[r]->(x)
  WHERE NOT (type(r) IN ['FEEDS', 'FED', 'SUPPRESSED'] AND x:Job) AND x <> to
  CREATE (to)-[n:$(type(r))]->(x)
  SET n = properties(r), n.keys = CASE WHEN type(r) = 'RENAMED_TO' THEN coalesce(r.keys, [from.urn]) END
}
CALL (from, to) {
  MATCH (x)-[r]->(from)
  WHERE NOT (type(r) IN ['FEEDS', 'FED', 'SUPPRESSED'] AND x:Job) AND type(r) <> 'VERSION_OF' AND x <> to
  CREATE (x)-[n:$(type(r))]->(to)
  SET n = properties(r),
    n.keys = CASE WHEN type(r) IN ['RENAMED_TO', 'APPLIES_TO', 'APPLIED_TO'] THEN coalesce(r.keys, [from.urn]) END
}
WITH from, to, versions, [(from)-[f:FEEDS|FED|SUPPRESSED]-(j:Job) WHERE NOT f.source IN ['openlineage', 'registration'] | j.urn] AS jobs,
  [(from)-[f:FEEDS|FED|SUPPRESSED]-(j:Job) WHERE f.source IN ['openlineage', 'registration'] AND j.summarisedUntil IS NOT NULL | j.urn] AS summarised,
  [(from)-[:FEEDS|FED]->(d:Deployment) | d.urn] AS deployments
DETACH DELETE from
RETURN to.urn AS asset, to.namespace AS namespace, to.name AS name, to:Model AS model, versions, jobs, summarised, deployments
