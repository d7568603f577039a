// Writes who owns what, now and formerly.
// $edges: asset, owner, role, sourceRole, source, since, until (null: now) of each, sorted by owner
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
UNWIND $edges AS edge
MATCH (asset:Entity {urn: edge.asset})
MATCH (owner:Entity {urn: edge.owner})
FOREACH (now IN CASE WHEN edge.until IS NULL THEN [edge] ELSE [] END |
  CREATE (owner)-[:OWNS {role: edge.role, sourceRole: edge.sourceRole, source: edge.source, since: edge.since,
    recordedAt: datetime()}]->(asset))
FOREACH (then IN CASE WHEN edge.until IS NULL THEN [] ELSE [edge] END |
  CREATE (owner)-[:OWNED {role: edge.role, sourceRole: edge.sourceRole, source: edge.source, since: edge.since,
    until: edge.until, recordedAt: datetime()}]->(asset))
