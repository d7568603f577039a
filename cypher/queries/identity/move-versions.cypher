// Moves versions to the asset that absorbed their own; equal versions are merged.
// $rows: from, to (urns of the version), data, namespace, name, version
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (v:Entity {urn: row.from})
MATCH (d:Entity {urn: row.data})
MERGE (w:Entity {urn: row.to})
ON CREATE SET w:Asset:Recorded:Version, w.namespace = row.namespace, w.name = row.name, w.version = row.version,
  w.asset = row.data, w.described = v.described
SET w.described = w.described OR v.described,
  w.registeredAt = CASE WHEN v.registeredAt < w.registeredAt THEN v.registeredAt ELSE coalesce(w.registeredAt, v.registeredAt) END,
  w.registeredAs = CASE WHEN v.registeredAs IS NULL THEN w.registeredAs ELSE COLLECT {
    UNWIND coalesce(w.registeredAs, []) + v.registeredAs AS key WITH DISTINCT key RETURN key ORDER BY key
  } END,
  w:$(CASE WHEN w:Alias THEN [] WHEN d:Model THEN ['ModelVersion'] ELSE ['DatasetVersion'] END)
MERGE (w)-[:VERSION_OF]->(d)
WITH v, w, row
// Statements keep their original key, so that a merge can be split.
CALL (row) {
  MATCH (stated:ServingStated {version: row.from})
  SET stated.version = row.to
}
CALL (v, w) {
  MATCH (v)-[r]->(x)
  WHERE NOT type(r) IN ['VERSION_OF', 'DEPENDS_ON', 'IDENTIFIES']
  CREATE (w)-[n:$(type(r))]->(x)
  SET n = properties(r), n.keys = CASE WHEN type(r) = 'EVALUATED_IN' OR x:Run THEN coalesce(r.keys, [v.asset]) END
}
CALL (v, w) {
  MATCH (v)-[r:DEPENDS_ON]->(package)
  MERGE (w)-[n:DEPENDS_ON]->(package)
  ON CREATE SET n = properties(r)
}
CALL (v, w) {
  MATCH (x)-[r]->(v)
  CREATE (x)-[n:$(type(r))]->(w)
  SET n = properties(r), n.keys = CASE WHEN type(r) = 'ON' OR x:Run THEN coalesce(r.keys, [v.asset]) END
}
DETACH DELETE v
