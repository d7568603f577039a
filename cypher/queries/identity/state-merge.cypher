// Keeps that a person says that two assets are one, each time, with the keys that either had until then.
// $key; $keep, $merge: the ids as they were told; $at: when; $actors: one or none; $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key
MATCH (keep:Entity {urn: $keep})
MATCH (merge:Entity {urn: $merge})
WITH [$keep] + COLLECT { MATCH (alias:Alias)-[:IDENTIFIES]->(keep) RETURN alias.key ORDER BY alias.key } AS keepKeys,
  [$merge] + COLLECT { MATCH (alias:Alias)-[:IDENTIFIES]->(merge) RETURN alias.key ORDER BY alias.key } AS mergeKeys
MERGE (stated:MergeStated {key: $key})
ON CREATE SET stated.keep = $keep, stated.merge = $merge, stated.keepKeys = keepKeys, stated.mergeKeys = mergeKeys,
  stated.at = $at, stated.actor = head($actors), stated.recordedAt = $now
