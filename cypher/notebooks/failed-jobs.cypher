// Which jobs failed in their last run, and who waits for their output?
// Shows: a table, one row per job; lastGood is its last success, servedBy the applications that see old data meanwhile.
// Caution: a run that is still active counts as the last one; of a retried run only the last attempt counts.
MATCH (job:Job)
CALL (job) {
  MATCH (run:Run)
  WHERE run.job = job.urn AND run.startedAt IS NOT NULL
  RETURN run ORDER BY run.job DESC, run.startedAt DESC LIMIT 1
}
WITH job, run
WHERE run.state IN ['FAIL', 'ABORT']
RETURN job.namespace AS namespace, job.name AS job, run.endedAt AS failedAt, run.error AS error,
  head(COLLECT {
    MATCH (good:Run)
    WHERE good.job = job.urn AND good.startedAt IS NOT NULL AND good.state = 'COMPLETE'
    RETURN good.endedAt ORDER BY good.job DESC, good.startedAt DESC LIMIT 1
  }) AS lastGood,
  COLLECT { MATCH (job)-[:FEEDS]->(data:Dataset|Model) RETURN data.name AS name ORDER BY name } AS writes,
  COLLECT {
    MATCH ANY SHORTEST (job) (()-[:FEEDS]->(:Standing))+ (used)
    WITH used WHERE used:Application
    RETURN coalesce(used.displayName, used.name) AS name ORDER BY name
  } AS servedBy
ORDER BY failedAt DESC, job
