// A batch was bad: which model versions were made from it, run by run, and where do they serve now?
// The WITH line chooses the dataset and how many days ago the batch was written.
// Shows: a table, one row per model version and deployment; without a deployment the version serves nowhere now.
// Caution: a read without a stated version is bound to the newest version at its start. The impact query of the API lists its assumptions.
WITH 'data:s3://lake|card-transactions' AS dataset, 2 AS daysAgo
WITH dataset, datetime({date: date() - duration({days: daysAgo})}) AS day
MATCH (batch:DatasetVersion&Version {asset: dataset})
WHERE day <= batch.at < day + duration({days: 1})
MATCH ANY SHORTEST (batch) (()-[:FED]->(:Recorded))+ (reached)
WITH batch, reached
// A test of the label here, not in the pattern, so that no plan starts at all model versions.
WHERE 'ModelVersion' IN labels(reached)
OPTIONAL MATCH (reached)-[serves:FEEDS]->(deployment:Deployment)
RETURN batch.version AS batch, reached.name + ' ' + reached.version AS model, deployment.name AS servesIn,
  serves.role AS role
ORDER BY model, servesIn
