// Writes a regulation with all its requirements; requirements that are missing now end.
// $urn, $properties: the regulation; null: unchanged
// $requirements: [{urn, properties}], complete
// $values: the whole input as JSON, stored as a revision if it differs from the newest one
// $at: time of the statement; $actors: name of the actor, or empty
// $now
// row: none
// allow: Eager because one regulation has some dozens of requirements, and some end before others begin
MERGE (regulation:Entity {urn: $urn})
ON CREATE SET regulation:Regulation, regulation.recordedAt = $now
SET regulation.name = $properties.name,
  regulation.jurisdiction = coalesce($properties.jurisdiction, regulation.jurisdiction),
  regulation.version = coalesce($properties.version, regulation.version)
WITH regulation
CALL (regulation) {
  WITH regulation
  WHERE coalesce(regulation.said <> $values, true)
  CREATE (revision:Revision {key: $urn + '|' + toString($at) + '|' + randomUUID(), asset: $urn, group: 'regulation',
    kind: 'SET', source: 'manual', values: $values, first: $at, last: $at, actors: $actors, recordedAt: $now})
  CREATE (revision)-[:REVISES {recordedAt: $now}]->(regulation)
  SET regulation.said = $values
}
CALL (regulation) {
  MATCH (regulation)-[requires:REQUIRES]->(requirement:Requirement)
  WHERE NOT requirement.urn IN [one IN $requirements | one.urn]
  CREATE (regulation)-[:REQUIRED {since: requires.since, until: $at, recordedAt: $now}]->(requirement)
  DELETE requires
}
UNWIND $requirements AS one
MERGE (requirement:Entity {urn: one.urn})
ON CREATE SET requirement:Requirement, requirement.recordedAt = $now
SET requirement += one.properties
MERGE (regulation)-[requires:REQUIRES]->(requirement)
ON CREATE SET requires.since = $at, requires.recordedAt = $now
