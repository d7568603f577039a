// Runs of a job that began long ago, in order; the job is locked.
// $job: urn; $before: how long ago; $from, $after: behind this time and urn; $most: how many at most
// row: id (the store's own number), urn, at, ready (nothing was heard of it for as long, nor does it still run, no person
//   said anything of it, and later runs tell what the job does last)
// allow: Eager because it is about one job, which is locked before anything is read
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
