// Registrations that share a version with nobody any more: the others are gone.
// row: urn
MATCH (shared:Entity)
WHERE shared.urn STARTS WITH 'version:artifact|' AND COUNT { (:Version)-[:IDENTIFIES]->(shared) } < 2
MATCH (left:Version)-[:IDENTIFIES]->(shared)
RETURN left.urn AS urn
