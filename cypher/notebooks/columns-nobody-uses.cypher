// Which columns of the tables that jobs read does nothing use?
// The WITH line chooses the namespace.
// Shows: a table, one row per dataset; tellColumns counts the readers with column lineage.
// Caution: if tellColumns is less than readers, the other readers may use any column. Ask their owners before you drop one.
WITH 's3://lake' AS namespace
MATCH (dataset:Dataset)-[:HAS_FIELD]->(field:Field)
WHERE dataset.urn STARTS WITH 'data:' + namespace + '|'
WITH dataset, collect(field) AS fields
// A table without any used column has no column lineage to compare with, so it is left out.
WHERE any(field IN fields WHERE EXISTS { (field)-[:FEEDS]->(:Field) })
RETURN dataset.name AS dataset, COLLECT { UNWIND fields AS field WITH field WHERE NOT (field)-[:FEEDS]->(:Field) RETURN field.name AS name ORDER BY name } AS unused,
  COUNT { (dataset)-[:FEEDS]->(:Job) } AS readers,
  COUNT {
    MATCH (dataset)-[:FEEDS]->(job:Job)
    WHERE EXISTS { (job)-[:FEEDS]->(:Dataset)-[:HAS_FIELD]->(:Field)<-[:FEEDS]-(:Field)<-[:HAS_FIELD]-(dataset) }
  } AS tellColumns
ORDER BY size(unused) DESC, dataset
