// What jobs did on days of which the runs are no longer kept one by one, the newest first.
// $jobs: urns; $most: how many of each
// row: job, summaries [{day, runs, completed, failed, aborted, error}]
UNWIND $jobs AS urn
RETURN urn AS job, COLLECT {
  MATCH (s:Summary)
  WHERE s.job = urn AND s.at IS NOT NULL AND {{visible-urn(urn: urn)}}
  RETURN s {day: s.at, .runs, .completed, .failed, .aborted, .error} ORDER BY s.job DESC, s.at DESC LIMIT $most
} AS summaries
