// The runs that wrote versions of models, newest first.
// $versions: urns of model versions
// row: version, urn
UNWIND $versions AS version
MATCH (:Entity {urn: version})<-[:FED]-(run:Run)
RETURN version, run.urn AS urn ORDER BY version, run.startedAt DESC, run.urn
