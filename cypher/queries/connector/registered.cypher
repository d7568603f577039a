// Returns the models and versions that the catalog considers registered in a registry, under the names that the registry used last.
// $models: prefix of the urns of the registry's models; $source: name of the registry
// row: name (of the model), version (null for the model itself), createdAt (of the model or version)
CALL () {
  MATCH (model:Model)
  WHERE model.urn STARTS WITH $models
  RETURN model
  UNION
  MATCH (alias:Alias)
  WHERE alias.key STARTS WITH $models
  MATCH (alias)-[:IDENTIFIES]->(model:Model)
  RETURN model
}
CALL (model) {
  RETURN model AS registered
  UNION
  MATCH (registered:Version)-[:VERSION_OF]->(model)
  RETURN registered
}
WITH DISTINCT registered
WHERE registered.registered = true
CALL (registered) {
  MATCH (stated:Revision)-[:REVISES]->(registered)
  WHERE stated.group = 'registry' AND stated.source = $source
  RETURN stated ORDER BY stated.last DESC, stated.asset DESC LIMIT 1
}
WITH registered, stated, coalesce(stated.data, stated.asset) AS key
WHERE stated.values CONTAINS 'true' AND key STARTS WITH $models
OPTIONAL MATCH (model:Entity {urn: key})
OPTIONAL MATCH (alias:Alias {key: key})
RETURN coalesce(model.name, alias.name) AS name, registered.version AS version, registered.createdAt AS createdAt
