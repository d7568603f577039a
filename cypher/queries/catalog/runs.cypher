// One page of the runs of each of several jobs, newest first.
// $jobs: urns of jobs
// $at, $run: start and urn of the last one seen
// $fetch: how many a job, at most
// row: job, urn, total (runs of the job)
UNWIND $jobs AS job
MATCH (of:Entity {urn: job})
CALL (job) {
  MATCH (run:Run)
  WHERE run.job = job AND run.startedAt <= $at AND CASE WHEN run.startedAt = $at THEN run.urn < $run ELSE true END
  RETURN run.urn AS urn ORDER BY run.job DESC, run.startedAt DESC, run.urn DESC LIMIT $fetch
}
RETURN job, urn, COUNT { (of)<-[:RUN_OF]-() } AS total
