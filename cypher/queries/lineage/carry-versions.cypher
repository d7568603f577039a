// Feeds appended versions from the version before them, where the order or the way they were written changed.
// $rows: data, at; $now
// row: none
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
CALL (row) {
  MATCH (v:Version)
  WHERE v.asset = row.data AND v.at = row.at
  RETURN v
  UNION
  MATCH (v:Version)
  WHERE v.asset = row.data AND v.at > row.at
  RETURN v ORDER BY v.at, v.version LIMIT 1
}
WITH DISTINCT v
CALL (v) {
  OPTIONAL MATCH (p:Version)
  WHERE v.appended AND p.asset = v.asset AND p.at <= v.at AND (p.at < v.at OR p.version < v.version)
  RETURN p ORDER BY p.at DESC, p.version DESC LIMIT 1
}
CALL (v, p) {
  MATCH (old:Version)-[f:FED {binding: 'CARRIED'}]->(v)
  WHERE p IS NULL OR old <> p
  DELETE f
}
WITH v, p
WHERE p IS NOT NULL
MERGE (p)-[f:FED {binding: 'CARRIED'}]->(v)
ON CREATE SET f.recordedAt = $now
