// Records each merge by a curator, with the keys that both assets had before.
// $key; $keep, $merge: the ids as passed; $at: time; $actors: name of the actor, or empty; $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key
MATCH (keep:Entity {urn: $keep})
MATCH (merge:Entity {urn: $merge})
WITH [$keep] + COLLECT { MATCH (alias:Alias)-[:IDENTIFIES]->(keep) RETURN alias.key ORDER BY alias.key } AS keepKeys,
  [$merge] + COLLECT { MATCH (alias:Alias)-[:IDENTIFIES]->(merge) RETURN alias.key ORDER BY alias.key } AS mergeKeys
MERGE (stated:MergeStated {key: $key})
ON CREATE SET stated.keep = $keep, stated.merge = $merge, stated.keepKeys = keepKeys, stated.mergeKeys = mergeKeys,
  stated.at = $at, stated.actor = head($actors), stated.recordedAt = $now
