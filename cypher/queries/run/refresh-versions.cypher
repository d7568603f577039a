// Derives creation time, eligibility and write mode of versions from their writers.
// $versions: urns; $now
// row, for those that changed: data, version, the old and new positions in the order: eligibleWas, eligible, atWas, at;
//   sighted: whether it is, or was, stated by readers without a writer
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $versions AS urn
MATCH (v:Entity {urn: urn})
CALL (v) {
  MATCH (w:Run|Summary)-[f:FED]->(v)
  WHERE f.binding IS NULL
  RETURN min(CASE WHEN f.good THEN f.at END) AS eligible, min(f.at) AS made, count(f) > 0 AS written,
    CASE WHEN count(DISTINCT w) = 1 THEN min(w.urn) END AS writer, min(f.partition) AS partition,
    max(CASE f.mode WHEN 'OVERWRITE' THEN 2 WHEN 'APPEND' THEN 1 ELSE 0 END) AS mode,
    max(CASE WHEN f.streaming THEN 1 ELSE 0 END) = 1 AS streaming
}
WITH v, eligible, made, coalesce(eligible, made, v.registeredAt) AS at, written, writer, partition, mode,
  written AND (streaming OR partition IS NOT NULL OR mode = 1) AS appended,
  [v.eligibleAt, v.at, v.written, v.writer, v.appended] AS was
SET v.eligibleAt = eligible, v.at = at, v.written = written, v.writer = writer, v.appended = appended,
  v.partition = partition, v.mode = CASE mode WHEN 2 THEN 'OVERWRITE' WHEN 1 THEN 'APPEND' END,
  v.partial = (eligible IS NULL AND made IS NOT NULL), v.recordedAt = $now
WITH v, was, [eligible, at, written, writer, appended] AS now
WHERE any(i IN range(0, 4) WHERE coalesce(was[i] <> now[i], (was[i] IS NULL) <> (now[i] IS NULL)))
RETURN v.asset AS data, v.urn AS version, was[0] AS eligibleWas, now[0] AS eligible, was[1] AS atWas, now[1] AS at,
  v.sightedAt IS NOT NULL OR NOT v.written AS sighted
