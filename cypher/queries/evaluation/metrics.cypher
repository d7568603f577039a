// Returns the metrics of evaluations.
// $evaluations: urns
// row: evaluation, metrics [{name, value, text, slice, column, success}]
UNWIND $evaluations AS urn
MATCH (:Entity {urn: urn})-[:MEASURED]->(metric:Metric)
RETURN urn AS evaluation, collect(metric {.name, .value, .text, .slice, .column, .success}) AS metrics
