// Which tables do most jobs read, and how far does each reach?
// The first line says in which namespace, and how many to show.
// Shows: a table; readers are jobs that read it directly, the other columns count what is made from it over any number of steps.
// Caution: few readers may still feed much; raise the number to see the next ones.
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
