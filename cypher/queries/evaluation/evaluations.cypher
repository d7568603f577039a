// Returns the evaluations of model versions, newest first; one of unknown time is ordered by its first statement.
// $versions: urns of model versions; $asOf: only evaluations made by this time, or null
// row: version, urn, name, evaluatedAt
UNWIND $versions AS version
MATCH (model:Entity {urn: version})-[:EVALUATED_IN]->(evaluation:Evaluation)
WHERE {{visible(asset: model)}}
WITH version, evaluation, coalesce(evaluation.evaluatedAt, evaluation.statedAt) AS at
WHERE $asOf IS NULL OR at <= $asOf
RETURN version, evaluation.urn AS urn, evaluation.name AS name, evaluation.evaluatedAt AS evaluatedAt
ORDER BY version, at DESC, urn
