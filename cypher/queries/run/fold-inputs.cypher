// Returns the evidence executions for a new fold of the inputs of jobs: from the last of $misses
// before `low` to the last of as many after `high`. Executions further away cannot change, since so many misses end an edge.
// $rows: job, low, high; $misses: number of misses that end an edge
// row: job, from and to (null: no bound), executions [{name, at, data, also (alternately a named model and another model of its version), backfill, code}],
// edges [{id, data, since, until, lastConfirmed, via}] that overlap this time (a drop does not end edges out of the data),
// following [like edges]: all edges that are derived from others
UNWIND $rows AS row
CALL (row) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.inputsAt < row.low AND NOT e.backfill
  WITH e ORDER BY e.job DESC, e.inputsAt DESC LIMIT $misses
  RETURN CASE WHEN count(e) = $misses THEN min(e.inputsAt) END AS from
}
CALL (row) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.inputsAt > row.high AND NOT e.backfill
  WITH e ORDER BY e.job, e.inputsAt LIMIT $misses
  RETURN CASE WHEN count(e) = $misses THEN max(e.inputsAt) END AS to
}
CALL (row, from, to) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.inputsAt >= coalesce(from, datetime('-9999-01-01T00:00Z'))
    AND e.inputsAt <= coalesce(to, datetime('9999-12-31T00:00Z'))
  RETURN collect({name: e.name, at: e.inputsAt, data: e.inputs, also: e.alsoInputs, backfill: e.backfill, code: e.code}) AS executions
}
MATCH (j:Entity {urn: row.job})
CALL (j, from) {
  MATCH (d:Standing)-[f:FEEDS|FED|SUPPRESSED]->(j)
  WHERE f.source = 'openlineage' AND (from IS NULL OR f.until IS NULL OR f.until > from) OR f.source = 'registration'
  WITH f.source AS source, {id: elementId(f), data: d.urn, since: f.since, until: f.until, lastConfirmed: f.lastConfirmed, via: f.via} AS edge
  RETURN collect(CASE source WHEN 'openlineage' THEN edge END) AS edges, collect(CASE source WHEN 'registration' THEN edge END) AS following
}
RETURN row.job AS job, from, to, executions, edges, following
