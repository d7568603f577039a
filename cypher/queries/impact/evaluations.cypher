// Which model versions were measured on dataset versions, and where those serve now.
// $versions: the store's numbers of dataset versions
// row: model (urn of the model version), id (its number), data (urn of the dataset version), deployments (numbers)
UNWIND $versions AS id
MATCH (data:DatasetVersion)
WHERE id(data) = id AND {{visible(asset: data)}}
WITH DISTINCT data
MATCH (data)<-[:ON]-(:Evaluation)<-[:EVALUATED_IN]-(model:ModelVersion)
WHERE {{visible(asset: model)}}
RETURN DISTINCT model.urn AS model, id(model) AS id, data.urn AS data,
  [(model)-[:FEEDS]->(deployment:Deployment) WHERE {{visible(asset: deployment)}} | id(deployment)] AS deployments
ORDER BY model, data
