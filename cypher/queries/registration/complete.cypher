// Gives versions that registrations share what these know and the version does not yet: another registry said something else last, and less.
// $urns: of the versions
// row: urn, now (its properties)
// allow: Eager because it holds back the properties of one batch, never of the graph
UNWIND $urns AS urn
MATCH (shared:Entity {urn: urn})
CALL (shared) {
  MATCH (one:Version)-[:IDENTIFIES]->(shared)
  UNWIND keys(one) AS name
  WITH shared, one, name ORDER BY one.urn
  WITH shared, name, head(collect(one[name])) AS value
  WHERE shared[name] IS NULL AND NOT name IN ['key', 'artifacts', 'registeredAs', 'written', 'writer', 'sightedAt']
  SET shared[name] = value
}
RETURN urn, properties(shared) AS now
