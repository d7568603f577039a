// Versions that registrations share of which some are gone, and the registrations that are left.
// row: urn (of either)
MATCH (shared:Entity)
WHERE shared.urn STARTS WITH 'version:artifact|' AND COUNT { (:Version)-[:IDENTIFIES]->(shared) } <> shared.registrations
CALL (shared) {
  RETURN shared.urn AS urn
  UNION
  MATCH (left:Version)-[:IDENTIFIES]->(shared)
  RETURN left.urn AS urn
}
RETURN urn
