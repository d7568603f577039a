// Adds to the payloads that came from a source; a round that watches goes on for long, and they are to be seen before it ends.
// $name: of the source; $captured, $rejected: payloads
// row: none
MATCH (source:Source {name: $name})
SET source.captured = coalesce(source.captured, 0) + $captured, source.rejected = coalesce(source.rejected, 0) + $rejected
