// Creates or updates a team; null properties are unchanged.
// $team: urn, name, email, contact
// $actors: name of the actor, or empty
// $now
// row: none
MERGE (team:Entity {urn: $team.urn})
ON CREATE SET team.recordedAt = $now
SET team:Owner:Team, team.name = $team.name, team.email = coalesce($team.email, team.email),
  team.contact = coalesce($team.contact, team.contact), team.actor = head($actors)
