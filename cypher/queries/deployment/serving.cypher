// Returns the present servings of deployments.
// $deployments: urns
// row: deployment, version, role, traffic, since, until
UNWIND $deployments AS urn
MATCH (version:ModelVersion)-[serves:FEEDS]->(:Entity {urn: urn})
WHERE {{visible(asset: version)}}
RETURN urn AS deployment, version.urn AS version, serves.role AS role, serves.traffic AS traffic,
  serves.since AS since, null AS until
ORDER BY deployment, role, since, version
