// Takes away executions that no run belongs to any more.
// $urns: of the executions
UNWIND $urns AS urn
MATCH (e:Execution {urn: urn})
DETACH DELETE e
