// Writes the properties of executions.
// $rows: urn, properties; $now
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MERGE (e:Execution {urn: row.urn})
SET e = row.properties, e.recordedAt = $now
