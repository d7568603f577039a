// Writes what the statements say of a deployment itself: where it answers and where it runs.
// $deployment: urn
// $endpoint: where it answers, or null
// $environment: urn, or null
// row: none
// allow: Eager because one deployment runs in one environment, and leaves the old one first
MATCH (deployment:Entity {urn: $deployment})
SET deployment.endpoint = $endpoint
WITH deployment
CALL (deployment) {
  MATCH (deployment)-[runs:RUNS_IN]->(other)
  WHERE $environment IS NULL OR other.urn <> $environment
  DELETE runs
}
MATCH (environment:Entity {urn: $environment})
MERGE (deployment)-[runs:RUNS_IN]->(environment)
ON CREATE SET runs.recordedAt = datetime()
