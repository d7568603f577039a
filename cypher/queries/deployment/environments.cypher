// Returns the environments of deployments.
// $deployments: urns
// row: deployment, properties (of the environment)
UNWIND $deployments AS urn
MATCH (deployment:Entity {urn: urn})-[:RUNS_IN]->(environment:Environment)
WHERE {{visible(asset: deployment)}}
RETURN urn AS deployment, properties(environment) AS properties
