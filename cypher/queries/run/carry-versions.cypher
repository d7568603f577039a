// Connects appended versions to their predecessors where the order or the write mode changed.
// $rows: data, at; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
CALL (row) {
  MATCH (v:Version)
  WHERE v.asset = row.data AND v.at = row.at
  RETURN v
  UNION
  MATCH (v:Version)
  WHERE v.asset = row.data AND v.at > row.at AND v.written
  RETURN v ORDER BY v.asset, v.at, v.version LIMIT 1
}
WITH DISTINCT v
OPTIONAL CALL (v) {
  MATCH (p:Version)
  WHERE p.asset = v.asset AND p.at <= v.at AND p.written AND CASE WHEN p.at = v.at THEN p.version < v.version ELSE true END
  RETURN p ORDER BY p.asset DESC, p.at DESC, p.version DESC LIMIT 1
}
WITH v, CASE WHEN v.appended THEN p END AS p
CALL (v, p) {
  MATCH (old:Version)-[f:FED {binding: 'CARRIED'}]->(v)
  WHERE p IS NULL OR old <> p
  DELETE f
}
WITH v, p
WHERE p IS NOT NULL
MERGE (p)-[f:FED {binding: 'CARRIED'}]->(v)
ON CREATE SET f.recordedAt = $now
