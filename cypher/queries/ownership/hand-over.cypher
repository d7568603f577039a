// Keeps that an owner takes over from a time on all that another one owns.
// $transfer: from, to (urns), at
// $actors: who states it: one or none
// $now
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
MATCH (from:Entity {urn: $transfer.from})
MATCH (to:Entity {urn: $transfer.to})
MERGE (from)-[handed:HANDED_TO {at: $transfer.at}]->(to)
ON CREATE SET handed.actor = head($actors), handed.recordedAt = $now
