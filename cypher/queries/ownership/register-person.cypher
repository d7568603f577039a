// Creates or updates a person; null properties are unchanged, and a new person is active.
// $person: urn, name, email, active
// $actors: name of the actor, or empty
// $now
// row: none
MERGE (person:Entity {urn: $person.urn})
ON CREATE SET person.recordedAt = $now
SET person:Owner:Person, person.name = $person.name, person.email = $person.email,
  person.active = coalesce($person.active, person.active, true), person.actor = head($actors)
