// What is known of these executions.
// $urns: of the executions
// row: execution (its properties)
UNWIND $urns AS urn
MATCH (e:Execution {urn: urn})
RETURN e {.*} AS execution
