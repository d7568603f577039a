// Keeps that somebody answers from a time on for all that another one did.
// $from, $to: urns of the owners
// $at, $actor: when, and who says so
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
MATCH (from:Entity {urn: $from})
MATCH (to:Entity {urn: $to})
MERGE (from)-[handed:HANDED_TO {at: $at}]->(to)
ON CREATE SET handed.actor = $actor, handed.recordedAt = datetime()
