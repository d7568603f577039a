// Which columns does nothing use, of tables that are read?
// The first line says in which namespace.
// Shows: a table, one row a dataset; of its readers only some tell which columns they use.
// Caution: where tellColumns is less than readers, the silent ones may use any column. Ask them before a column is dropped.
WITH 's3://lake' AS namespace
MATCH (dataset:Dataset)-[:HAS_FIELD]->(field:Field)
WHERE dataset.urn STARTS WITH 'data:' + namespace + '|'
WITH dataset, collect(field) AS fields
// Of a table none of whose columns is known to be used, column lineage says nothing.
WHERE any(field IN fields WHERE EXISTS { (field)-[:FEEDS]->(:Field) })
RETURN dataset.name AS dataset, COLLECT { UNWIND fields AS field WITH field WHERE NOT (field)-[:FEEDS]->(:Field) RETURN field.name AS name ORDER BY name } AS unused,
  COUNT { (dataset)-[:FEEDS]->(:Job) } AS readers,
  COUNT {
    MATCH (dataset)-[:FEEDS]->(job:Job)
    WHERE EXISTS { (job)-[:FEEDS]->(:Dataset)-[:HAS_FIELD]->(:Field)<-[:FEEDS]-(:Field)<-[:HAS_FIELD]-(dataset) }
  } AS tellColumns
ORDER BY size(unused) DESC, dataset
