// Returns the present and the required bindings of unstated reads.
// $rows: run, data
// row: run, data, namespace and name of the dataset or model, at, streaming, base (urn of the newest version at the start, or null),
// during [urns of later versions during a streaming run], bound [{version, binding, reads, at, keys, stream}]
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (d:Entity {urn: row.data})
OPTIONAL CALL (r, row) {
  MATCH (v:Version)
  WHERE v.asset = row.data AND v.eligibleAt <= r.startedAt AND (v.writer IS NULL OR v.writer <> r.urn)
  RETURN v.urn AS base ORDER BY v.asset DESC, v.eligibleAt DESC, v.version DESC LIMIT 1
}
CALL (r, row) {
  MATCH (v:Version)
  WHERE r.streaming AND v.asset = row.data AND v.eligibleAt > r.startedAt
    AND v.eligibleAt <= coalesce(r.endedAt, datetime('9999-12-31T00:00Z')) AND (v.writer IS NULL OR v.writer <> r.urn)
  WITH v ORDER BY v.eligibleAt, v.version
  RETURN collect(v.urn) AS during
}
RETURN row.run AS run, row.data AS data, d.namespace AS namespace, d.name AS name, r.startedAt AS at,
  r.streaming AS streaming, base, during,
  [(v:Version)-[f:FED]->(r) WHERE v.asset = row.data AND f.binding IN ['NEWEST', 'INITIAL'] |
    {version: v.urn, binding: f.binding, reads: f.reads, at: f.at, keys: f.keys, stream: f.stream}] AS bound
