// Keeps that a person joined a team, or left it.
// $key: one a statement
// $person, $team: urns
// $at: when
// $joined: false for leaving
// $actor: who says so
// row: none
MERGE (stated:MembershipStated {key: $key})
ON CREATE SET stated.person = $person, stated.team = $team, stated.at = $at, stated.joined = $joined,
  stated.actor = $actor, stated.recordedAt = datetime()
