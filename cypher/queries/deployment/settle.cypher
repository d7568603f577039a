// Writes what the statements say of deployments themselves: where they answer and where they run.
// $deployments: deployment (urn), endpoint (where it answers, or null), environment (urn, or null) of each; $now
// row: none
// allow: Eager because one deployment runs in one environment, and leaves the old one first
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
