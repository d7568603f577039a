// Matches batch-scoring jobs: a job that reads a model now and writes data, and no model.
// {{job}}: the variable of the job
EXISTS { ({{job}})<-[:FEEDS]-(:Model) } AND EXISTS { ({{job}})-[:FEEDS]->(:Dataset) } AND NOT EXISTS { ({{job}})-[:FEEDS]->(:Model) }
