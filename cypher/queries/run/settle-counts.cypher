// Derives the row and byte counts of versions from what the runs that wrote or read them stated: of writers before readers, then the newest.
// $rows: run; $now
// row: none
// allow: Eager because it holds back the rows of one batch, never of the graph
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
// What several versions have together is the count of none of them.
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
