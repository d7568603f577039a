// Returns the runs of executions with changed membership.
// $urns: urns of executions
// row: run and job (urn, namespace, name of each)
UNWIND $urns AS urn
MATCH (r:Run {execution: urn})-[:RUN_OF]->(j:Job)
RETURN r {.urn, .namespace, .name} AS run, j {.urn, .namespace, .name} AS job
