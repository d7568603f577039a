// Returns jobs with old runs, by urn.
// $after: urn of the last job of the previous batch; $before: latest start of old runs; $most: maximum number
// row: urn
MATCH (j:Job)
WHERE j.urn > $after AND EXISTS {
  MATCH (r:Run)
  WHERE r.job = j.urn AND r.startedAt < $before
}
RETURN j.urn AS urn ORDER BY urn LIMIT $most
