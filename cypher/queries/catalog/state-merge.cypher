// Keeps that a person says that two assets are one: once a pair, with who said so first.
// $key, $keep, $merge: the ids as they were told; $at, $actor: when, and by whom
// row: none
MERGE (stated:MergeStated {key: $key})
ON CREATE SET stated.keep = $keep, stated.merge = $merge, stated.at = $at, stated.actor = $actor, stated.recordedAt = datetime()
