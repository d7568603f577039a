// Which model versions were measured on dataset versions, and where those serve now.
// $versions: urns of dataset versions
// row: model (urn of the model version), data (urn of the dataset version), deployments (urns)
UNWIND $versions AS urn
MATCH (:Entity {urn: urn})<-[:ON]-(:Evaluation)<-[:EVALUATED_IN]-(model:ModelVersion)
RETURN DISTINCT model.urn AS model, urn AS data, [(model)-[:FEEDS]->(deployment:Deployment) | deployment.urn] AS deployments
ORDER BY model, data
