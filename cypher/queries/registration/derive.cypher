// Gives versions that registrations share what each of these has, but for where they serve; those that none shares any more go.
// $urns: of the versions
// row: none
// allow: Eager because it holds back the edges of one batch, never of the graph
UNWIND $urns AS urn
MATCH (shared:Entity {urn: urn})
WITH shared, COLLECT { MATCH (one:Version)-[:IDENTIFIES]->(shared) RETURN one ORDER BY one.urn } AS registrations
// What no registration has any more goes; what is there stays as it is, so that little is written where little changed.
CALL (shared) {
  MATCH (shared)-[edge]-(other)
  WHERE NOT other:Deployment AND NOT type(edge) IN ['IDENTIFIES', 'TOLD']
    AND NOT EXISTS {
      MATCH (one:Version)-[:IDENTIFIES]->(shared)
      MATCH (one)-[same]-(other)
      WHERE type(same) = type(edge) AND (startNode(same) = one) = (startNode(edge) = shared)
        AND coalesce(same.role, '') = coalesce(edge.role, '')
        AND coalesce(same.since, datetime('9999-12-31T00:00Z')) = coalesce(edge.since, datetime('9999-12-31T00:00Z'))
    }
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
    registrations: size(registrations), described: any(one IN registrations WHERE one.described),
    at: COLLECT { UNWIND registrations AS one RETURN one.at ORDER BY one.at LIMIT 1 }[0],
    eligibleAt: COLLECT { UNWIND registrations AS one RETURN one.eligibleAt ORDER BY one.eligibleAt LIMIT 1 }[0]}
}
CALL (shared, registrations) {
  UNWIND registrations AS one
  MATCH (one)-[edge]->(other)
  WHERE NOT other:Version AND type(edge) <> 'IDENTIFIES' AND (edge:TOLD OR NOT other:Deployment)
  WITH shared, type(edge) AS type, other, edge.role AS role, edge.since AS since, edge.retoldAt AS retoldAt, edge ORDER BY one.urn
  WITH shared, type, other, role, since, retoldAt, head(collect(properties(edge))) AS properties
  OPTIONAL MATCH (shared)-[known]->(other)
  WHERE type(known) = type AND coalesce(known.role, '') = coalesce(role, '')
    AND coalesce(known.since, datetime('9999-12-31T00:00Z')) = coalesce(since, datetime('9999-12-31T00:00Z'))
    AND coalesce(known.retoldAt, datetime('9999-12-31T00:00Z')) = coalesce(retoldAt, datetime('9999-12-31T00:00Z'))
  CALL (shared, type, other, properties, known) {
    WITH shared, type, other, properties, known WHERE known IS NULL
    CREATE (shared)-[new:$(type)]->(other)
    SET new = properties
  }
  WITH known, properties
  WHERE properties(known) <> properties
  SET known = properties
}
CALL (shared, registrations) {
  UNWIND registrations AS one
  MATCH (other)-[edge]->(one)
  WHERE NOT other:Version AND NOT type(edge) IN ['IDENTIFIES', 'ABOUT']
  WITH shared, type(edge) AS type, other, edge.role AS role, edge.since AS since, edge.retoldAt AS retoldAt, edge ORDER BY one.urn
  WITH shared, type, other, role, since, retoldAt, head(collect(properties(edge))) AS properties
  OPTIONAL MATCH (other)-[known]->(shared)
  WHERE type(known) = type AND coalesce(known.role, '') = coalesce(role, '')
    AND coalesce(known.since, datetime('9999-12-31T00:00Z')) = coalesce(since, datetime('9999-12-31T00:00Z'))
    AND coalesce(known.retoldAt, datetime('9999-12-31T00:00Z')) = coalesce(retoldAt, datetime('9999-12-31T00:00Z'))
  CALL (shared, type, other, properties, known) {
    WITH shared, type, other, properties, known WHERE known IS NULL
    CREATE (other)-[new:$(type)]->(shared)
    SET new = properties
  }
  WITH known, properties
  WHERE properties(known) <> properties
  SET known = properties
}
UNWIND packages AS package
WITH DISTINCT package
WHERE NOT EXISTS { ()-[:DEPENDS_ON]->(package) }
DETACH DELETE package
