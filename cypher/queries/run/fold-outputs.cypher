// Returns the evidence executions for a new fold of the outputs of jobs: from the last of $misses
// before `low` to the last of as many after `high`. Executions further away cannot change, since so many misses end an edge.
// $rows: job, low, high; $misses: number of misses that end an edge
// row: job, from and to (null: no bound), executions [{name, at, data, also (alternately a named model and another model of its version), backfill, code}],
// edges [{id, data, since, until, lastConfirmed, via}] that overlap this time, dropped [{data, at}],
// following [like edges]: all edges that are derived from others
UNWIND $rows AS row
CALL (row) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.outputsAt < row.low AND NOT e.backfill
  WITH e ORDER BY e.job DESC, e.outputsAt DESC LIMIT $misses
  RETURN CASE WHEN count(e) = $misses THEN min(e.outputsAt) END AS from
}
CALL (row) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.outputsAt > row.high AND NOT e.backfill
  WITH e ORDER BY e.job, e.outputsAt LIMIT $misses
  RETURN CASE WHEN count(e) = $misses THEN max(e.outputsAt) END AS to
}
CALL (row, from, to) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.outputsAt >= coalesce(from, datetime('-9999-01-01T00:00Z'))
    AND e.outputsAt <= coalesce(to, datetime('9999-12-31T00:00Z'))
  RETURN collect({name: e.name, at: e.outputsAt, data: e.outputs, also: e.alsoOutputs, backfill: e.backfill, code: e.code}) AS executions
}
MATCH (j:Entity {urn: row.job})
CALL (j, from) {
  MATCH (j)-[f:FEEDS|FED|SUPPRESSED]->(d:Standing)
  WHERE f.source = 'openlineage' AND (from IS NULL OR f.until IS NULL OR f.until > from) OR f.source = 'registration'
  WITH f.source AS source, {id: elementId(f), data: d.urn, since: f.since, until: f.until, lastConfirmed: f.lastConfirmed, via: f.via} AS edge
  RETURN collect(CASE source WHEN 'openlineage' THEN edge END) AS edges, collect(CASE source WHEN 'registration' THEN edge END) AS following
}
CALL (executions, edges) {
  UNWIND reduce(all = [edge IN edges | edge.data], e IN executions | all + e.data) AS urn
  WITH DISTINCT urn
  MATCH (d:Entity {urn: urn})
  UNWIND d.drops AS at
  RETURN collect({data: urn, at: at}) AS dropped
}
RETURN row.job AS job, from, to, executions, edges, dropped, following
