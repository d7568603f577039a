// Stores the deployments that applications use from a time on.
// $statements: key, application, consumes (urns of deployments, in order), source, at, actor of each
// $now
// row: none
UNWIND $statements AS row
MERGE (stated:ConsumptionStated {key: row.key})
ON CREATE SET stated += row, stated.recordedAt = $now
