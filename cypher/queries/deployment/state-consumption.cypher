// Stores the deployments that applications use from a time on.
// $statements: key, application, consumes (urns of deployments, in order), source, at, actor of each
// $now
// row: none
UNWIND $statements AS said
MERGE (stated:ConsumptionStated {key: said.key})
ON CREATE SET stated += said, stated.recordedAt = $now
