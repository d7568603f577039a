// Records a transfer of all assets from one owner to another, from a time on.
// $transfer: from, to (urns), at
// $actors: name of the actor, or empty
// $now
// row: none
// allow: CartesianProduct because each side is one node, found by its urn
MATCH (from:Entity {urn: $transfer.from})
MATCH (to:Entity {urn: $transfer.to})
MERGE (from)-[handed:HANDED_TO {at: $transfer.at}]->(to)
ON CREATE SET handed.actor = head($actors), handed.recordedAt = $now
