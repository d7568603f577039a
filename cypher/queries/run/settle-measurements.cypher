// Derives the row and byte counts and the evaluations of versions from the measurements of runs.
// Counts of writers precede those of readers, then the newest wins. One query derives both, because most runs measure nothing.
// $rows: run; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
CALL () {
  UNWIND $rows AS row
  MATCH (c:CountStated)
  WHERE c.run = row.run
  WITH c
  MATCH (r:Entity {urn: c.run})
  WITH c, c.counted AS was, CASE WHEN c.written
    THEN [(r)-[f:FED]->(v:Version) WHERE f.binding IS NULL AND c.data IN coalesce(f.keys, [v.asset])
      AND coalesce(c.version = v.version, true) | v.urn]
    ELSE [(v:Version)-[f:FED]->(r) WHERE f.reads IS NOT NULL AND c.data IN coalesce(f.keys, [v.asset])
      AND coalesce(c.version = v.version, true) | v.urn] END AS versions
  // A sum over several versions is not a count of any of them.
  WITH c, was, CASE size(versions) WHEN 1 THEN versions[0] END AS counted
  SET c.counted = counted
  WITH collect(was) + collect(counted) AS urns
  UNWIND urns AS urn
  WITH DISTINCT urn
  MATCH (v:Entity {urn: urn})
  OPTIONAL CALL (v) {
    MATCH (c:CountStated)
    WHERE c.counted = v.urn AND c.rank IS NOT NULL
    RETURN c ORDER BY c.counted DESC, c.rank DESC LIMIT 1
  }
  SET v.rowCount = c.rowCount, v.byteSize = c.byteSize, v.recordedAt = $now
}
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
