// What is made, today, from a dataset, and who owns it? The first line says which dataset.
// Shows: a table, the nearest first; steps counts edges, so that dataset to job to model is 2.
// Caution: it follows what flows by design now. What a bad batch did reach is the question of recall-of-a-bad-batch.
WITH 'data:s3://lake|card-transactions' AS dataset
MATCH (start:Entity {urn: dataset})
MATCH path = ANY SHORTEST (start) (()-[:FEEDS]->(:Standing))+ (reached)
WITH reached, length(path) AS steps
WHERE reached:Model|Deployment|Application
OPTIONAL MATCH (owner)-[owns:OWNS]->(reached)
RETURN head([label IN labels(reached) WHERE label IN ['Model', 'Deployment', 'Application']]) AS kind,
  reached.name AS name, steps, collect(owner.name + ' (' + owns.role + ')') AS owners
ORDER BY steps, name
