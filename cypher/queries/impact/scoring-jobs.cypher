// What feeds batch-scoring jobs now: jobs that read a model and write data, and no model.
// $jobs: the store's numbers of jobs
// row: urn (of the data or model that feeds one)
MATCH (job:Job)
WHERE id(job) IN $jobs
  AND EXISTS { (job)<-[:FEEDS]-(:Model) } AND EXISTS { (job)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (job)-[:FEEDS]->(:Model) }
MATCH (job)<-[:FEEDS]-(fed:Standing)
RETURN DISTINCT fed.urn AS urn
