// Keeps that a person joined a team, or left it.
// $key: one a statement
// $membership: person, team (urns), at, joined (false for leaving)
// $actors: who states it: one or none
// $now
// row: none
MERGE (stated:MembershipStated {key: $key})
ON CREATE SET stated += $membership, stated.actor = head($actors), stated.recordedAt = $now
