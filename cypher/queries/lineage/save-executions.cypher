// Writes executions.
// $rows: urn, properties; $now
UNWIND $rows AS row
MERGE (e:Execution {urn: row.urn})
SET e = row.properties, e.recordedAt = $now
