// Keeps that a version serves in a role of a deployment from a time on, or that the deployment is retired (no version).
// $statement: key, deployment, role, version, traffic, source, at, environment, endpoint, actor
// row: none
MERGE (stated:ServingStated {key: $statement.key})
ON CREATE SET stated += $statement, stated.recordedAt = datetime()
