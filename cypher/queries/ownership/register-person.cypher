// Registers a person, or changes what is known of one; what is null stays as it is.
// $urn, $name, $email, $active: the person; new ones are active unless it is said otherwise
// $actor: who says so
// row: none
MERGE (person:Entity {urn: $urn})
ON CREATE SET person.recordedAt = datetime()
SET person:Owner:Person, person.name = $name, person.email = $email,
  person.active = coalesce($active, person.active, true), person.actor = $actor
