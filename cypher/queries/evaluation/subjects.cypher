// Returns the evaluated model version and the evaluation data of evaluations.
// $evaluations: urns
// row: evaluation, model (urn), data (urn, or null)
UNWIND $evaluations AS urn
MATCH (evaluation:Entity {urn: urn})
RETURN urn AS evaluation, head([(model:ModelVersion)-[:EVALUATED_IN]->(evaluation) WHERE {{visible(asset: model)}} | model.urn]) AS model,
  head([(evaluation)-[:ON]->(data) WHERE {{visible(asset: data)}} | data.urn]) AS data
