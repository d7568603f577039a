// Takes or keeps the lease of a source, unless another process holds it.
// $name: of the source; $by: the process; $now; $until: when the lease runs out
// row: held (whether it does now)
// The first SET takes the lock under which the rest is read.
// allow: Eager because it is one row, of one node
MERGE (source:Source {name: $name})
SET source.lookedAt = $now
WITH source, source.leasedBy IS NULL OR source.leasedBy = $by OR source.leasedUntil < $now AS free
SET source.leasedBy = CASE WHEN free THEN $by ELSE source.leasedBy END,
  source.leasedUntil = CASE WHEN free THEN $until ELSE source.leasedUntil END
RETURN free AS held
