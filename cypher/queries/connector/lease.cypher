// Acquires or renews the lease of a source, unless another process owns it.
// $name: name of the source; $by: the process; $now; $until: end of the lease
// row: held (whether the process owns the lease)
// The first SET locks the node before the properties are read.
// allow: Eager because it affects one row with one node
MERGE (source:Source {name: $name})
SET source.lookedAt = $now
WITH source, source.leasedBy IS NULL OR source.leasedBy = $by OR source.leasedUntil < $now AS free
SET source.leasedBy = CASE WHEN free THEN $by ELSE source.leasedBy END,
  source.leasedUntil = CASE WHEN free THEN $until ELSE source.leasedUntil END
RETURN free AS held
