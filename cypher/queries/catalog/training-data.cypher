// The dataset versions that the runs read which wrote versions of models, but for those that they read to evaluate them, and those that documents state as training data: of data without
// a stated version the newest one when the model version was made, else the one of no known time, else the oldest.
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
