// Copies properties from registrations to shared versions that lack them: the latest statement may have fewer properties than an earlier one.
// $urns: urns of the shared versions
// row: urn, now (its properties)
// allow: Eager because it buffers the properties of one batch, never of the graph
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
