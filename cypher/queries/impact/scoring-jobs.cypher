// What feeds batch-scoring jobs now: jobs that read a model and write data, and no model.
// $jobs: urns of jobs
// row: urn (of the data or model that feeds one)
UNWIND $jobs AS job
MATCH (j:Entity {urn: job})
WHERE EXISTS { (j)<-[:FEEDS]-(:Model) } AND EXISTS { (j)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (j)-[:FEEDS]->(:Model) }
MATCH (j)<-[:FEEDS]-(fed:Standing)
RETURN DISTINCT fed.urn AS urn
