// The dataset versions that the runs read which wrote versions of models.
// $versions: urns of model versions
// row: version, urn
UNWIND $versions AS version
MATCH (:Entity {urn: version})<-[:FED]-(:Run)<-[:FED]-(data:DatasetVersion)
RETURN DISTINCT version, data.urn AS urn ORDER BY version, urn
