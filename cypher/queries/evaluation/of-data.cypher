// Returns the evaluations of dataset versions themselves, newest first, without those of models measured on them.
// $versions: urns of dataset versions
// row: version, urn, name, evaluatedAt
UNWIND $versions AS version
MATCH (data:Entity {urn: version})<-[:ON]-(evaluation:Evaluation)
WHERE evaluation.run IS NOT NULL AND {{visible(asset: data)}}
RETURN version, evaluation.urn AS urn, evaluation.name AS name, evaluation.evaluatedAt AS evaluatedAt
ORDER BY version, evaluatedAt DESC, urn
