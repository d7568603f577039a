// Returns the executions of runs that wrote versions or read them by name; locks their jobs in urn order.
// $urns: urns of versions; $now
// row: execution (urn)
UNWIND $urns AS urn
MATCH (:Entity {urn: urn})-[f:FED]-(r:Run)-[:RUN_OF]->(j:Job)
WHERE f.binding IS NULL OR f.binding = 'STATED'
WITH DISTINCT r.execution AS execution, j ORDER BY j.urn
SET j.recordedAt = $now
RETURN DISTINCT execution
