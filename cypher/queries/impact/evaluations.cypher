// Returns the model versions evaluated on dataset versions, and their present deployments.
// $versions: internal node ids of dataset versions
// row: model (urn of the model version), id (its node id), data (urn of the dataset version), deployments (node ids)
UNWIND $versions AS id
MATCH (data:DatasetVersion)
WHERE id(data) = id AND {{visible(asset: data)}}
WITH DISTINCT data
MATCH (data)<-[:ON]-(:Evaluation)<-[:EVALUATED_IN]-(model:ModelVersion)
WHERE {{visible(asset: model)}}
RETURN DISTINCT model.urn AS model, id(model) AS id, data.urn AS data,
  [(model)-[:FEEDS]->(deployment:Deployment) WHERE {{visible(asset: deployment)}} | id(deployment)] AS deployments
ORDER BY model, data
