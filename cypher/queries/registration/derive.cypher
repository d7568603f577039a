// Derives the edges of shared versions, except servings, from their registrations; deletes shared versions without registrations.
// $urns: urns of the shared versions
// row, for each remaining one: urn, before (its previous properties)
// allow: Eager because it buffers the edges of one batch, never of the graph
UNWIND $urns AS urn
MATCH (shared:Entity {urn: urn})
WITH urn, shared, properties(shared) AS before,
  COLLECT { MATCH (one:Version)-[:IDENTIFIES]->(shared) RETURN one ORDER BY one.urn } AS registrations
// Existing edges are unchanged, to minimize writes.
CALL (shared, registrations) {
  UNWIND registrations AS one
  MATCH (one)-[edge]-(other)
  WHERE NOT other:Version AND NOT type(edge) IN ['IDENTIFIES', 'ABOUT'] AND (edge:TOLD OR NOT other:Deployment)
  WITH one, edge, other, startNode(edge) = one AS out,
    [type(edge), coalesce(edge.role, ''), coalesce(toString(edge.since), ''), coalesce(toString(edge.retoldAt), '')] AS what
  ORDER BY one.urn
  WITH other, out, what, head(collect(properties(edge))) AS properties
  RETURN collect({other: other, out: out, what: what, properties: properties}) AS wanted
}
CALL (shared, registrations, wanted) {
  MATCH (shared)-[edge]-(other)
  WHERE NOT other:Deployment AND NOT type(edge) IN ['IDENTIFIES', 'TOLD']
    AND NOT EXISTS {
      MATCH (one:Version)-[:IDENTIFIES]->(shared)
      MATCH (one)-[same]-(other)
      WHERE type(same) = type(edge) AND (startNode(same) = one) = (startNode(edge) = shared)
        AND coalesce(same.role, '') = coalesce(edge.role, '')
        AND coalesce(toString(same.since), '') = coalesce(toString(edge.since), '')
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
CALL (shared, wanted) {
  UNWIND wanted AS one
  WITH shared, one, one.other AS other
  OPTIONAL MATCH (shared)-[known]-(other)
  WHERE (startNode(known) = shared) = one.out
    AND [type(known), coalesce(known.role, ''), coalesce(toString(known.since), ''), coalesce(toString(known.retoldAt), '')] = one.what
  WITH CASE WHEN one.out THEN shared ELSE other END AS from, CASE WHEN one.out THEN other ELSE shared END AS to, one, known
  CALL (from, to, one, known) {
    WITH from, to, one, known WHERE known IS NULL
    CREATE (from)-[new:$(one.what[0])]->(to)
    SET new = one.properties
  }
  WITH known, one
  WHERE properties(known) <> one.properties
  SET known = one.properties
}
CALL (packages) {
  UNWIND packages AS package
  WITH package
  WHERE NOT EXISTS { ()-[:DEPENDS_ON]->(package) }
  DETACH DELETE package
}
WITH urn, before, registrations
WHERE registrations <> []
RETURN urn, before
