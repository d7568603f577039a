// Writes what serves, and served, in deployments, and which deployments applications use, and used.
// $edges: into (urn of a deployment or application), from (urn of a version, model or deployment), role, traffic, source, binding (NEWEST, or null), since, until (null: now) of each
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
UNWIND $edges AS edge
MATCH (into:Entity {urn: edge.into})
MATCH (from:Entity {urn: edge.from})
FOREACH (now IN CASE WHEN edge.until IS NULL THEN [edge] ELSE [] END |
  CREATE (from)-[:FEEDS {role: edge.role, traffic: edge.traffic, source: edge.source, binding: edge.binding, since: edge.since,
    recordedAt: datetime()}]->(into))
FOREACH (then IN CASE WHEN edge.until IS NULL THEN [] ELSE [edge] END |
  CREATE (from)-[:FED {role: edge.role, traffic: edge.traffic, source: edge.source, binding: edge.binding, since: edge.since,
    until: edge.until, recordedAt: datetime()}]->(into))
