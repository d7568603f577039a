// Returns the implicit versions that a summary wrote, and their datasets or models.
// $summary: urn
// row: ids (internal node ids of the versions), assets (urns, in order)
MATCH (:Summary {urn: $summary})-[:FED]->(v:DatasetVersion)
WHERE v.version STARTS WITH 'run:'
WITH v ORDER BY v.asset
RETURN collect(id(v)) AS ids, collect(DISTINCT v.asset) AS assets
