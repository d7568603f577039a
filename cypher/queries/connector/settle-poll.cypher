// Ends a round of asking a source, and its lease.
// $name: of the source; $by: the process; $type; $began, $ended; $everything: whether all was asked for; $problem: null when it came to its end;
//   $next: when it is asked again, $retry: when, after a failure
// row: none
MATCH (source:Source {name: $name})
WHERE source.leasedBy = $by
SET source.type = $type, source.leasedBy = null, source.leasedUntil = null, source.problem = $problem,
  source.failures = CASE WHEN $problem IS NULL THEN 0 ELSE coalesce(source.failures, 0) + 1 END,
  source.failedAt = CASE WHEN $problem IS NULL THEN source.failedAt ELSE $ended END,
  source.succeededAt = CASE WHEN $problem IS NULL AND $everything THEN $began ELSE source.succeededAt END,
  // Who had it asked meanwhile does not wait for the retry of a round that had begun before, or that was for pushes only.
  source.nextAt = CASE
    WHEN source.askedAt > $began OR (NOT $everything AND ($problem IS NULL OR source.nextAt < $retry)) THEN source.nextAt
    WHEN $problem IS NOT NULL THEN $retry
    ELSE $next END
