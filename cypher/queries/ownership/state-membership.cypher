// Records that a person joined or left a team.
// $key: unique per statement
// $membership: person, team (urns), at, joined (false for leaving)
// $actors: name of the actor, or empty
// $now
// row: none
MERGE (stated:MembershipStated {key: $key})
ON CREATE SET stated += $membership, stated.actor = head($actors), stated.recordedAt = $now
