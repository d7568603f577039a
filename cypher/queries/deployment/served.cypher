// Returns the servings of deployments within a period, oldest first.
// $deployments: urns
// $from, $to: the period, [from, to); $knownAt: only edges recorded, and not replaced, by this time, or null
// row: deployment, version, role, traffic, since, until
UNWIND $deployments AS urn
MATCH (version:ModelVersion)-[serves:FEEDS|FED|TOLD]->(:Entity {urn: urn})
WHERE {{visible(asset: version)}} AND serves.since < $to AND (serves.until IS NULL OR serves.until > $from)
  AND CASE WHEN serves:TOLD THEN serves.retoldAt > $knownAt ELSE true END
  AND ($knownAt IS NULL OR serves.recordedAt <= $knownAt)
RETURN urn AS deployment, version.urn AS version, serves.role AS role, serves.traffic AS traffic,
  serves.since AS since, serves.until AS until
ORDER BY deployment, since, role, version
