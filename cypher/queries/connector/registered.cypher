// The models of a registry, and their versions, that are registered there as far as the catalog knows, under the names that the registry last had for them.
// $models: how the urns of models of the registry begin; $source: of the registry
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
