// Links the evaluations of data that runs made to the versions that these runs read or wrote.
// $rows: run; $now
// row: none
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (e:Evaluation)
WHERE e.run = row.run
WITH e
MATCH (r:Entity {urn: e.run})
WITH e, CASE WHEN e.written
  THEN [(r)-[f:FED]->(v:Version) WHERE f.binding IS NULL AND e.data IN coalesce(f.keys, [v.asset])
    AND coalesce(e.version = v.version, true) | v]
  ELSE [(v:Version)-[f:FED]->(r) WHERE f.reads IS NOT NULL AND e.data IN coalesce(f.keys, [v.asset])
    AND coalesce(e.version = v.version, true) | v] END AS versions
CALL (e, versions) {
  MATCH (e)-[on:ON]->(other)
  WHERE NOT other IN versions
  DELETE on
}
CALL (e, versions) {
  UNWIND versions AS v
  MERGE (e)-[on:ON]->(v)
  ON CREATE SET on.recordedAt = $now
}
