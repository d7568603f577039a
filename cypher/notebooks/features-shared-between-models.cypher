// Which feature tables do several models share?
// The WITH line chooses the namespace.
// Shows: a table; directly counts the models that a job trains from the table itself, the others have one training set in between.
// Caution: raw tables further upstream are shared too; hub-tables lists them.
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
