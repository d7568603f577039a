// Keeps which version a person says that an artifact is, or that nobody does.
// $artifact: its key; $version: urn, or null; $data: the key of its model; $actors: one or none; $now
// row: deployment (urn of one that it serves in, or in which something in it as a folder serves)
// allow: Eager because it is about one name
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
