// What is made from a dataset today, and who owns it? The WITH line chooses the dataset.
// Shows: a table, nearest first; steps counts edges, so dataset to job to model is 2.
// Caution: it follows the present standing edges. For the effects of one bad batch see recall-of-a-bad-batch.
WITH 'data:s3://lake|card-transactions' AS dataset
MATCH (start:Entity {urn: dataset})
MATCH path = ANY SHORTEST (start) (()-[:FEEDS]->(:Standing))+ (reached)
WITH reached, length(path) AS steps
WHERE reached:Model|Deployment|Application
OPTIONAL MATCH (owner)-[owns:OWNS]->(reached)
RETURN head([label IN labels(reached) WHERE label IN ['Model', 'Deployment', 'Application']]) AS kind,
  reached.name AS name, steps, collect(owner.name + ' (' + owns.role + ')') AS owners
ORDER BY steps, name
