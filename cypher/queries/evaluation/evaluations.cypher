// The evaluations of model versions, newest first.
// $versions: urns of model versions; $asOf: only those made by then, or null
// row: version, urn, name, evaluatedAt
UNWIND $versions AS version
MATCH (:Entity {urn: version})-[:EVALUATED_IN]->(evaluation:Evaluation)
WHERE $asOf IS NULL OR evaluation.evaluatedAt <= $asOf
RETURN version, evaluation.urn AS urn, evaluation.name AS name, evaluation.evaluatedAt AS evaluatedAt
ORDER BY version, evaluatedAt DESC, urn
