// Ends a poll of a source, and its lease.
// $name: name of the source; $by: the process; $type; $began, $ended; $everything: whether it was a full poll; $problem: error, null: success;
//   $next: time of the next poll, $retry: time of the next poll after a failure
// row: none
MATCH (source:Source {name: $name})
WHERE source.leasedBy = $by
SET source.type = $type, source.leasedBy = null, source.leasedUntil = null, source.problem = $problem,
  source.failures = CASE WHEN $problem IS NULL THEN 0 ELSE coalesce(source.failures, 0) + 1 END,
  source.failedAt = CASE WHEN $problem IS NULL THEN source.failedAt ELSE $ended END,
  source.succeededAt = CASE WHEN $problem IS NULL AND $everything THEN $began ELSE source.succeededAt END,
  // A poll requested meanwhile is not delayed by the retry of an earlier poll, or of one for webhook events only.
  source.nextAt = CASE
    WHEN source.askedAt > $began OR (NOT $everything AND ($problem IS NULL OR source.nextAt < $retry)) THEN source.nextAt
    WHEN $problem IS NOT NULL THEN $retry
    ELSE $next END
