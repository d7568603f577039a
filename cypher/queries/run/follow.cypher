// Returns the validity of edges between jobs and further models of their used versions: from the first execution that used such a version,
// until the edge of the stated model ends, whatever other versions of it were used since.
// $rows: job, via (the stated model), model (the other one); $wrote: whether the runs wrote the versions, else they read them
// row: job, data (the other model), since, until, lastConfirmed (the last such execution), via [the stated model]
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
UNWIND $rows AS row
MATCH (j:Entity {urn: row.job})
MATCH (d:Entity {urn: row.via})
MATCH (j)-[f:FEEDS|FED|SUPPRESSED]-(d)
WHERE f.source = 'openlineage' AND (startNode(f) = j) = $wrote
CALL (row, f) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.sharedAt >= f.since AND e.sharedAt < coalesce(f.until, datetime('9999-12-31T00:00Z'))
  WITH e, coalesce(CASE WHEN $wrote THEN e.alsoOutputs ELSE e.alsoInputs END, []) AS also
  WHERE any(i IN range(0, size(also) - 1, 2) WHERE also[i] = row.via AND also[i + 1] = row.model)
  RETURN e.sharedAt AS since ORDER BY e.job, e.sharedAt LIMIT 1
}
CALL (row, f) {
  MATCH (e:Execution)
  WHERE e.job = row.job AND e.sharedAt >= f.since AND e.sharedAt < coalesce(f.until, datetime('9999-12-31T00:00Z'))
  WITH e, coalesce(CASE WHEN $wrote THEN e.alsoOutputs ELSE e.alsoInputs END, []) AS also
  WHERE any(i IN range(0, size(also) - 1, 2) WHERE also[i] = row.via AND also[i + 1] = row.model)
  RETURN e.sharedAt AS lastConfirmed ORDER BY e.job DESC, e.sharedAt DESC LIMIT 1
}
RETURN row.job AS job, row.model AS data, since, f.until AS until, lastConfirmed, [row.via] AS via
