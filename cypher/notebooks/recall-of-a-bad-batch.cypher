// A batch was bad: which model versions were made from it, run by run, and where do they serve now?
// The first line says which dataset, and how many days ago the batch was written.
WITH 'data:s3://lake|card-transactions' AS dataset, 2 AS daysAgo
MATCH (batch:DatasetVersion {asset: dataset})
WHERE date(batch.at) = date() - duration({days: daysAgo})
MATCH (batch) (()-[:FED]->(:Recorded)){1,20} (reached:ModelVersion)
WITH DISTINCT batch, reached
OPTIONAL MATCH (reached)-[serves:FEEDS]->(deployment:Deployment)
RETURN batch.version AS batch, reached.name + ' ' + reached.version AS model, deployment.name AS servesIn,
  serves.role AS role
