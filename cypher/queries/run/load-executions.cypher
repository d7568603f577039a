// Returns the properties of executions.
// $urns: urns of executions
// row: execution (its properties)
UNWIND $urns AS urn
MATCH (e:Execution {urn: urn})
RETURN e {.*} AS execution
