// Writes what serves, and served, in deployments.
// $edges: deployment (urn), from (urn of a version or model), role, traffic, source, since, until (null: now) of each
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
UNWIND $edges AS edge
MATCH (deployment:Entity {urn: edge.deployment})
MATCH (from:Entity {urn: edge.from})
FOREACH (now IN CASE WHEN edge.until IS NULL THEN [edge] ELSE [] END |
  CREATE (from)-[:FEEDS {role: edge.role, traffic: edge.traffic, source: edge.source, since: edge.since,
    recordedAt: datetime()}]->(deployment))
FOREACH (then IN CASE WHEN edge.until IS NULL THEN [] ELSE [edge] END |
  CREATE (from)-[:FED {role: edge.role, traffic: edge.traffic, source: edge.source, since: edge.since,
    until: edge.until, recordedAt: datetime()}]->(deployment))
