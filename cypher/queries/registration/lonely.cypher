// Returns shared versions with a missing registration, and their remaining registrations.
// row: urn (of a shared version or registration)
MATCH (shared:Entity)
WHERE shared.urn STARTS WITH 'version:artifact|' AND COUNT { (:Version)-[:IDENTIFIES]->(shared) } <> shared.registrations
CALL (shared) {
  RETURN shared.urn AS urn
  UNION
  MATCH (left:Version)-[:IDENTIFIES]->(shared)
  RETURN left.urn AS urn
}
RETURN urn
