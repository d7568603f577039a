// Returns old runs of a job, by start and urn; locks the job.
// $job: urn; $before: latest start; $from, $after: start and urn of the last run of the previous batch; $most: maximum number
// row: id (internal node id), urn, at, ready (no recent message, not running, no curated
//   property or owner, and not the newest evidence of the job)
// allow: Eager because it affects one job, which is locked before the first read
MATCH (j:Entity {urn: $job})
SET j.recordedAt = j.recordedAt
WITH j.urn AS job
CALL (job) {
  CALL (job) {
    MATCH (e:Execution)
    WHERE e.job = job AND e.inputsAt IS NOT NULL
    RETURN e.urn AS last ORDER BY e.job DESC, e.inputsAt DESC, e.name DESC LIMIT 1
    UNION
    MATCH (e:Execution)
    WHERE e.job = job AND e.outputsAt IS NOT NULL
    RETURN e.urn AS last ORDER BY e.job DESC, e.outputsAt DESC, e.name DESC LIMIT 1
    UNION
    MATCH (r:Run)
    WHERE r.job = job AND r.startedAt IS NOT NULL
    RETURN r.execution AS last ORDER BY r.job DESC, r.startedAt DESC LIMIT 1
  }
  RETURN collect(last) AS newest
}
MATCH (r:Run)
WHERE r.job = job AND r.startedAt >= $from AND r.startedAt < $before
  AND CASE WHEN r.startedAt = $from THEN r.urn > $after ELSE true END
WITH r, newest ORDER BY r.job, r.startedAt, r.urn LIMIT $most
RETURN id(r) AS id, r.urn AS urn, r.startedAt AS at,
  r.updatedAt < $before AND r.recordedAt < $before AND (r.endedAt IS NOT NULL OR NOT coalesce(r.streaming, false))
    AND NOT r.execution IN newest AND r.curated IS NULL AND NOT EXISTS { (r)<-[:OWNS|OWNED]-() } AS ready
