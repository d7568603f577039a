// Takes evidence away that the standing edges do not need.
// $urns: of executions
// row: none
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $urns AS urn
MATCH (e:Execution {urn: urn})
DETACH DELETE e
