// Adds to the payload counters of a source. A watch is a long poll, so its counters are written before it ends.
// $name: name of the source; $captured, $rejected: number of payloads
// row: none
MATCH (source:Source {name: $name})
SET source.captured = coalesce(source.captured, 0) + $captured, source.rejected = coalesce(source.rejected, 0) + $rejected
