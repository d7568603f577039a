// Writes that a person belongs to a team, or belonged to it.
// $person, $team: urns
// $edges: since, until (null: now) of each
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
MATCH (person:Entity {urn: $person})
MATCH (team:Entity {urn: $team})
UNWIND $edges AS edge
FOREACH (now IN CASE WHEN edge.until IS NULL THEN [edge] ELSE [] END |
  CREATE (person)-[:MEMBER_OF {since: edge.since, recordedAt: datetime()}]->(team))
FOREACH (then IN CASE WHEN edge.until IS NULL THEN [] ELSE [edge] END |
  CREATE (person)-[:WAS_MEMBER_OF {since: edge.since, until: edge.until, recordedAt: datetime()}]->(team))
