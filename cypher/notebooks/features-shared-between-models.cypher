// Which feature tables do several models rest on?
// The first line says in which namespace.
// Shows: a table; directly means that a job trains a model from the table, else one training set lies between. What changes here changes all of them.
// Caution: raw tables two steps away are shared as well; hub-tables has those.
WITH 's3://lake' AS namespace
MATCH (data:Dataset)
WHERE data.urn STARTS WITH 'data:' + namespace + '|'
CALL (data) {
  MATCH (data)-[:FEEDS]->(:Job)-[:FEEDS]->(model:Model)
  RETURN model, true AS directly
  UNION
  MATCH (data)-[:FEEDS]->(:Job)-[:FEEDS]->(set:Dataset)-[:FEEDS]->(:Job)-[:FEEDS]->(model:Model)
  WHERE set <> data
  RETURN model, false AS directly
}
WITH data, model, max(toInteger(directly)) = 1 AS directly
WITH data, collect(model.name) AS models, sum(toInteger(directly)) AS directly
WHERE size(models) > 1
RETURN data.name AS features, size(models) AS count, COLLECT { UNWIND models AS name RETURN name ORDER BY name } AS models, directly,
  COLLECT { MATCH (data)<-[:OWNS]-(owner:Owner) RETURN owner.name AS name ORDER BY name } AS owners
ORDER BY count DESC, features
