// Writes the endpoint and the environment of deployments according to their statements.
// $deployments: deployment (urn), endpoint (or null), environment (urn, or null) of each; $now
// row: none
// allow: Eager because a deployment leaves its old environment before it enters the new one
UNWIND $deployments AS settled
MATCH (deployment:Entity {urn: settled.deployment})
SET deployment.endpoint = settled.endpoint
WITH deployment, settled.environment AS urn
CALL (deployment, urn) {
  MATCH (deployment)-[runs:RUNS_IN]->(other)
  WHERE urn IS NULL OR other.urn <> urn
  DELETE runs
}
MATCH (environment:Entity {urn: urn})
MERGE (deployment)-[runs:RUNS_IN]->(environment)
ON CREATE SET runs.recordedAt = $now
