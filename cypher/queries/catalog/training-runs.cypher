// Returns the runs that wrote model versions, newest first.
// $versions: urns of model versions
// row: version, urn
UNWIND $versions AS version
MATCH (:Entity {urn: version})<-[:FED]-(run:Run)
WHERE {{visible(asset: run)}}
RETURN DISTINCT version, run.urn AS urn, run.startedAt AS at ORDER BY version, at DESC, urn
