// Gives versions that registrations share what each of these has, but for where they serve; those that none shares any more go.
// $urns: of the versions
// row: none
// allow: Eager because it holds back the edges of one batch, never of the graph
UNWIND $urns AS urn
MATCH (shared:Entity {urn: urn})
WITH shared, COLLECT { MATCH (one:Version)-[:IDENTIFIES]->(shared) RETURN one ORDER BY one.urn } AS registrations
CALL (shared) {
  MATCH (shared)-[edge]-(other)
  WHERE NOT other:Deployment AND NOT type(edge) IN ['IDENTIFIES', 'TOLD']
  DELETE edge
  RETURN collect(DISTINCT CASE WHEN other:Package THEN other END) AS packages
}
CALL (shared, registrations) {
  WITH shared, registrations WHERE registrations = []
  DETACH DELETE shared
}
CALL (shared, registrations) {
  WITH shared, registrations, registrations[0] AS first
  WHERE registrations <> []
  SET shared = first {.*, urn: shared.urn, key: null, artifacts: null, registeredAs: null, written: null, writer: null, sightedAt: null,
    described: any(one IN registrations WHERE one.described),
    at: COLLECT { UNWIND registrations AS one RETURN one.at ORDER BY one.at LIMIT 1 }[0],
    eligibleAt: COLLECT { UNWIND registrations AS one RETURN one.eligibleAt ORDER BY one.eligibleAt LIMIT 1 }[0]}
}
CALL (shared, registrations) {
  UNWIND registrations AS one
  MATCH (one)-[edge]->(other)
  WHERE NOT other:Deployment AND NOT other:Version AND NOT type(edge) IN ['IDENTIFIES', 'TOLD']
  WITH shared, type(edge) AS type, other, edge.role AS role, edge.since AS since, edge ORDER BY one.urn
  WITH shared, type, other, role, since, head(collect(properties(edge))) AS properties
  CREATE (shared)-[new:$(type)]->(other)
  SET new = properties
}
CALL (shared, registrations) {
  UNWIND registrations AS one
  MATCH (other)-[edge]->(one)
  WHERE NOT other:Version AND NOT type(edge) IN ['IDENTIFIES', 'TOLD', 'ABOUT']
  WITH shared, type(edge) AS type, other, edge.role AS role, edge.since AS since, edge ORDER BY one.urn
  WITH shared, type, other, role, since, head(collect(properties(edge))) AS properties
  CREATE (other)-[new:$(type)]->(shared)
  SET new = properties
}
UNWIND packages AS package
WITH DISTINCT package
WHERE NOT EXISTS { ()-[:DEPENDS_ON]->(package) }
DETACH DELETE package
