// Returns unstated reads and unwritten versions whose binding may change because the order of versions changed at these places.
// $rows: data, at
// row: data, reads [{run, keys}], sighted [urns of stated versions without a writer]
// The hints are for a first import, which plans this query on an almost empty store.
UNWIND $rows AS row
CALL (row) {
  MATCH (v:Version)
  USING INDEX SEEK v:Version(asset, eligibleAt)
  WHERE v.asset = row.data AND v.eligibleAt > row.at
  WITH v ORDER BY v.asset, v.eligibleAt LIMIT 8
  RETURN collect({at: v.eligibleAt, writer: v.writer}) AS next
}
// A run never implicitly reads a version that it alone wrote, so the change extends to the second writer after it.
WITH row, coalesce(CASE WHEN next = [] THEN null WHEN next[0].writer IS NULL THEN next[0].at
  ELSE head([v IN next WHERE v.writer IS NULL OR v.writer <> next[0].writer | v.at]) END,
  datetime('9999-12-31T00:00Z')) AS until
CALL (row, until) {
  MATCH ()-[f:FED]->(r:Run)
  USING INDEX SEEK f:FED(reads, at)
  WHERE f.reads = row.data AND f.at >= row.at AND f.at <= until
  RETURN collect({run: r.urn, keys: f.keys}) AS timed
}
CALL (row) {
  MATCH ()-[f:FED]->(r:Run)
  USING INDEX SEEK f:FED(stream)
  WHERE f.stream = row.data
  RETURN collect({run: r.urn, keys: f.keys}) AS streamed
}
CALL (row, until) {
  MATCH (s:Version)
  USING INDEX SEEK s:Version(asset, sightedAt)
  WHERE s.asset = row.data AND s.sightedAt >= row.at AND s.sightedAt <= until
  RETURN collect(s.urn) AS sighted
}
RETURN row.data AS data, timed + streamed AS reads, sighted
