// What is made, today, from a dataset, and who owns it? The first line says which dataset.
WITH 'data:s3://lake|card-transactions' AS dataset
MATCH (start:Entity {urn: dataset})
MATCH path = (start) (()-[:FEEDS]->(:Standing)){1,20} (reached:Model|Deployment|Application)
WITH reached, min(length(path)) AS steps
OPTIONAL MATCH (owner)-[owns:OWNS]->(reached)
RETURN head([label IN labels(reached) WHERE label IN ['Model', 'Deployment', 'Application']]) AS kind,
  reached.name AS name, steps, collect(owner.name + ' (' + owns.role + ')') AS owners
ORDER BY steps, name
