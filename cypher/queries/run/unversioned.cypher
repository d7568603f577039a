// Returns the datasets that model versions state as training data and that have no known version.
// $models: urns of model versions
// row: data (urn), namespace, name
UNWIND $models AS urn
MATCH (model:Entity {urn: urn})
UNWIND coalesce(model.trainingData, []) AS key
CALL (key) {
  MATCH (data:Entity {urn: key})
  RETURN data
  UNION
  MATCH (:Alias {key: key})-[:IDENTIFIES]->(data:Standing)
  RETURN data
}
WITH DISTINCT data
WHERE data:Dataset AND NOT EXISTS { (data)<-[:VERSION_OF]-() }
RETURN data.urn AS data, data.namespace AS namespace, data.name AS name
