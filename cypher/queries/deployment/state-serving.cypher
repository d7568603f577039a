// Stores that versions serve in a role of deployments from a time on, or that deployments are retired (no version).
// $statements: key, deployment, role, version, data (key of the model it was stated for), traffic, source, at, environment, endpoint, actor of each
// $now
// row: none
UNWIND $statements AS row
MERGE (stated:ServingStated {key: row.key})
ON CREATE SET stated += row, stated.recordedAt = $now
