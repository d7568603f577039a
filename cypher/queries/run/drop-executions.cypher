// Takes away executions that no run belongs to any more, or that say nothing that others do not say.
// $urns: of the executions
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $urns AS urn
MATCH (e:Execution {urn: urn})
DETACH DELETE e
