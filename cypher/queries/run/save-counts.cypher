// Stores row and byte counts that runs stated for data that they read or wrote; the newest statement of a run wins.
// $rows: key (unique), run, data (key that the run named), version (null: the run named none), written, rowCount, byteSize, rank; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MERGE (c:CountStated {key: row.key})
ON CREATE SET c.run = row.run, c.data = row.data, c.version = row.version, c.written = row.written, c.recordedAt = $now
WITH c, row
WHERE coalesce(row.rank > c.rank, true)
SET c.rank = row.rank, c.rowCount = row.rowCount, c.byteSize = row.byteSize
