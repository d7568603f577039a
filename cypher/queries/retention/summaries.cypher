// Returns the daily summaries of compacted runs of jobs, newest first.
// $jobs: urns; $most: maximum number per job
// row: job, summaries [{day, runs, completed, failed, aborted, error}]
UNWIND $jobs AS urn
RETURN urn AS job, COLLECT {
  MATCH (s:Summary)
  WHERE s.job = urn AND s.at IS NOT NULL AND {{visible-urn(urn: urn)}}
  RETURN s {day: s.at, .runs, .completed, .failed, .aborted, .error} ORDER BY s.job DESC, s.at DESC LIMIT $most
} AS summaries
