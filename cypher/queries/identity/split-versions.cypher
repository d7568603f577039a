// Moves statements under the keys of a split-off asset to its own versions.
// $rows: from, to (urns of the version), version; $data, $namespace, $name: the new asset; $keys: all its keys; $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (v:Entity {urn: row.from})
MATCH (d:Entity {urn: $data})
CREATE (w:Entity {urn: row.to})
SET w:$(labels(v)), w.namespace = $namespace, w.name = $name, w.version = row.version, w.asset = $data, w.described = v.described,
  w.recordedAt = $now
CREATE (w)-[:VERSION_OF {recordedAt: $now}]->(d)
WITH v, w, row, [key IN v.registeredAs WHERE key IN $keys] AS moved, [key IN v.registeredAs WHERE NOT key IN $keys] AS kept
SET w.registeredAs = nullIf(moved, []), w.registeredAt = CASE WHEN moved <> [] THEN v.registeredAt END, w.at = w.registeredAt,
  v.registeredAs = nullIf(kept, []), v.registeredAt = CASE WHEN kept <> [] THEN v.registeredAt END
WITH v, w, row
CALL (v, w) {
  MATCH (v)-[r:EVALUATED_IN]->(x)
  WHERE any(key IN r.keys WHERE key IN $keys)
  CREATE (w)-[n:EVALUATED_IN]->(x)
  SET n = properties(r), n.keys = nullIf([key IN r.keys WHERE NOT key = $data], [])
  DELETE r
}
CALL (v, w) {
  MATCH (x)-[r:ON]->(v)
  WHERE any(key IN r.keys WHERE key IN $keys)
  CREATE (x)-[n:ON]->(w)
  SET n = properties(r), n.keys = nullIf([key IN r.keys WHERE NOT key = $data], [])
  DELETE r
}
CALL (v, w) {
  MATCH (artifact:Alias)-[r:IDENTIFIES]->(v)
  WHERE artifact.data IN $keys
  CREATE (artifact)-[:IDENTIFIES {recordedAt: $now}]->(w)
  DELETE r
}
CALL (row) {
  MATCH (stated:ServingStated {version: row.from})
  WHERE stated.data IN $keys
  SET stated.version = row.to
}
