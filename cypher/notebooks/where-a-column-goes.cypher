// Where does a column go: which columns are made from it, and which models are trained on those?
// The first line says which column.
// Shows: a picture; columns along the way, each with its dataset, and the models that a job makes from such a dataset.
// Caution: a model is shown when it is made from the dataset that holds the column; whether it looks at the column, no source tells.
WITH 'field:s3://lake|customers|birth_date' AS column
MATCH path = ANY SHORTEST (:Entity {urn: column}) (()-[:FEEDS]->(:Field))* (made)
MATCH held = (made)<-[:HAS_FIELD]-(dataset:Dataset)
OPTIONAL MATCH trained = (dataset)-[:FEEDS]->(:Job)-[:FEEDS]->(:Model)
RETURN path, held, trained
