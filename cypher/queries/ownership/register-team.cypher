// Registers a team, or changes its properties; what is null stays as it is.
// $team: urn, name, email, contact
// $actors: who states it: one or none
// $now
// row: none
MERGE (team:Entity {urn: $team.urn})
ON CREATE SET team.recordedAt = $now
SET team:Owner:Team, team.name = $team.name, team.email = coalesce($team.email, team.email),
  team.contact = coalesce($team.contact, team.contact), team.actor = head($actors)
