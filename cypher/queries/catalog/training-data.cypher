// Returns the training data of model versions: dataset versions that their runs read, except reads for evaluation, and versions of
// the data that documents state as training data. Data stated without version counts with its newest version when the model version was
// created, else its version of unknown time, else its oldest.
// $versions: urns of model versions
// row: version, urn
UNWIND $versions AS version
CALL (version) {
  MATCH (:Entity {urn: version})<-[:FED]-(:Run)<-[read:FED]-(data:DatasetVersion)
  WHERE read.purpose IS NULL
  RETURN data
  UNION
  MATCH (model:Entity {urn: version})
  UNWIND coalesce(model.trainingData, []) AS key
  CALL (key) {
    MATCH (named:Entity {urn: key})
    RETURN named
    UNION
    MATCH (:Alias {key: key})-[:IDENTIFIES]->(named:Standing)
    RETURN named
  }
  WITH DISTINCT model, named
  WHERE NOT EXISTS { (model)<-[:FED]-(:Run)<-[read:FED WHERE read.purpose IS NULL]-(:Version)-[:VERSION_OF]->(named) }
  WITH coalesce(model.at, datetime('9999-12-31T00:00:00Z')) AS at, named
  WITH COLLECT {
    MATCH (before:Version)
    WHERE before.asset = named.urn AND before.at <= at AND NOT coalesce(before.partial, false)
    RETURN before ORDER BY before.asset DESC, before.at DESC LIMIT 1
  } + COLLECT {
    MATCH (named)<-[:VERSION_OF]-(undated:Version)
    WHERE undated.at IS NULL
    RETURN undated ORDER BY undated.version LIMIT 1
  } + COLLECT {
    MATCH (after:Version)
    WHERE after.asset = named.urn AND after.at > at
    RETURN after ORDER BY after.asset, after.at LIMIT 1
  } AS found
  WITH found[0] AS data
  WHERE data:DatasetVersion
  RETURN data
}
WITH version, data
WHERE {{visible(asset: data)}}
RETURN DISTINCT version, data.urn AS urn ORDER BY version, urn
