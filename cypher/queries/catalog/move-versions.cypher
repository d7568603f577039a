// Moves versions to the asset that took their own in; two versions of one name become one.
// $rows: from, to (urns of the version), data, namespace, name, version
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (v:Entity {urn: row.from})
MATCH (d:Entity {urn: row.data})
MERGE (w:Entity {urn: row.to})
ON CREATE SET w:Asset:Recorded:Version, w.namespace = row.namespace, w.name = row.name, w.version = row.version,
  w.asset = row.data, w.described = v.described
SET w.described = w.described OR v.described,
  w.registeredAt = CASE WHEN v.registeredAt < w.registeredAt THEN v.registeredAt ELSE coalesce(w.registeredAt, v.registeredAt) END, w:$(CASE WHEN d:Model THEN 'ModelVersion' ELSE 'DatasetVersion' END)
MERGE (w)-[:VERSION_OF]->(d)
WITH v, w, row
CALL (v, row) {
  MATCH (v)-[:FEEDS|FED]->(deployment:Deployment)
  MATCH (stated:ServingStated)
  WHERE stated.deployment = deployment.urn AND stated.version = row.from
  SET stated.version = row.to
}
CALL (v, w) {
  MATCH (v)-[r]->(x)
  WHERE type(r) <> 'VERSION_OF'
  CREATE (w)-[n:$(type(r))]->(x)
  SET n = properties(r)
}
CALL (v, w) {
  MATCH (x)-[r]->(v)
  CREATE (x)-[n:$(type(r))]->(w)
  SET n = properties(r)
}
DETACH DELETE v
