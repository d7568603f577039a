// Stores the version that a curator assigned to an artifact, or removes it.
// $artifact: key; $version: urn, or null; $data: key of its model; $actors: name of the actor, or empty; $now
// row: deployment (urn of one in which the artifact, or an artifact within it as a folder, serves)
// allow: Eager because it affects one alias
MERGE (alias:Alias {key: 'artifact:' + $artifact})
SET alias.namespace = '', alias.name = $artifact, alias.actor = head($actors)
WITH alias
CALL (alias) {
  MATCH (alias)-[old:IDENTIFIES]->()
  DELETE old
}
CALL (alias) {
  MATCH (version:Entity {urn: $version})
  SET alias.data = $data
  CREATE (alias)-[:IDENTIFIES {recordedAt: $now}]->(version)
}
CALL (alias) {
  WITH alias WHERE $version IS NULL
  DETACH DELETE alias
}
MATCH (stated:ServingStated)
WHERE stated.artifact STARTS WITH $artifact
WITH DISTINCT stated.deployment AS deployment ORDER BY deployment
MATCH (locked:Entity {urn: deployment})
SET locked.recordedAt = $now
RETURN deployment
