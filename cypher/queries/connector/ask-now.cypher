// Has a source asked for everything as soon as it can be.
// $name: of the source; $now
// row: none
MERGE (source:Source {name: $name})
SET source.nextAt = $now, source.askedAt = $now
