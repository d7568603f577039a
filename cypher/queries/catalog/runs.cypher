// Returns one page of runs per job, newest first.
// $jobs: urns of jobs
// $at, $run: start and urn of the last row of the previous page
// $fetch: page size per job
// row: job, urn, at (start), total (runs of the job)
UNWIND $jobs AS job
MATCH (of:Entity {urn: job})
WHERE {{visible(asset: of)}}
CALL (job) {
  MATCH (run:Run)
  WHERE run.job = job AND run.startedAt <= $at AND CASE WHEN run.startedAt = $at THEN run.urn < $run ELSE true END
  RETURN run.urn AS urn, run.startedAt AS at ORDER BY run.job DESC, run.startedAt DESC, run.urn DESC LIMIT $fetch
}
RETURN job, urn, at, COUNT { (of)<-[:RUN_OF]-() } AS total
