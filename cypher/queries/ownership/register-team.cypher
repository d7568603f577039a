// Registers a team, or changes what is known of it; what is null stays as it is.
// $urn, $name, $email, $contact: the team
// $actor: who says so
// row: none
MERGE (team:Entity {urn: $urn})
ON CREATE SET team.recordedAt = datetime()
SET team:Owner:Team, team.name = $name, team.email = coalesce($email, team.email),
  team.contact = coalesce($contact, team.contact), team.actor = $actor
