// Schedules a full poll of a source immediately.
// $name: name of the source; $now
// row: none
MERGE (source:Source {name: $name})
SET source.nextAt = $now, source.askedAt = $now
