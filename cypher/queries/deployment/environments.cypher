// Where deployments run.
// $deployments: urns
// row: deployment, properties (of the environment)
UNWIND $deployments AS urn
MATCH (:Entity {urn: urn})-[:RUNS_IN]->(environment:Environment)
RETURN urn AS deployment, properties(environment) AS properties
