// Which tables do most jobs read, and how much is downstream of each?
// The WITH line chooses the namespace and the number of tables.
// Shows: a table; readers are jobs that read the table directly, the other columns count assets downstream over any number of steps.
// Caution: a table with few readers may still have many assets downstream; raise the number to see more.
WITH 's3://lake' AS namespace, 10 AS most
MATCH (dataset:Dataset)-[:FEEDS]->(job:Job)
WHERE dataset.urn STARTS WITH 'data:' + namespace + '|'
WITH dataset, most, count(DISTINCT job) AS readers
ORDER BY readers DESC, dataset.name
WITH most, collect({dataset: dataset, readers: readers}) AS all
UNWIND all[..most] AS row
WITH row.dataset AS dataset, row.readers AS readers
MATCH ANY SHORTEST (dataset) (()-[:FEEDS]->(:Standing))+ (reached)
RETURN dataset.name AS dataset, readers, count(reached) AS reaches, count(CASE WHEN reached:Model THEN 1 END) AS models,
  count(CASE WHEN reached:Deployment THEN 1 END) AS deployments, count(CASE WHEN reached:Application THEN 1 END) AS applications
ORDER BY readers DESC, reaches DESC, dataset
