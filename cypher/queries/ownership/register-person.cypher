// Registers a person, or changes the properties of one; what is null stays as it is, and a new person is active.
// $person: urn, name, email, active
// $actors: who states it: one or none
// $now
// row: none
MERGE (person:Entity {urn: $person.urn})
ON CREATE SET person.recordedAt = $now
SET person:Owner:Person, person.name = $person.name, person.email = $person.email,
  person.active = coalesce($person.active, person.active, true), person.actor = head($actors)
