// Deletes executions without runs, or without information of their own.
// $urns: urns of executions
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $urns AS urn
MATCH (e:Execution {urn: urn})
DETACH DELETE e
