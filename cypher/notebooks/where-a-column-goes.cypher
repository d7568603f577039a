// Where does a column go: which columns are made from it, and which models are trained on those?
// The WITH line chooses the column.
// Shows: a picture; derived columns, each with its dataset, and the models that a job makes from such a dataset.
// Caution: a model is shown if it is made from the dataset of the column; no source states whether it uses the column itself.
WITH 'field:s3://lake|customers|birth_date' AS column
MATCH path = ANY SHORTEST (:Entity {urn: column}) (()-[:FEEDS]->(:Field))* (made)
MATCH held = (made)<-[:HAS_FIELD]-(dataset:Dataset)
OPTIONAL MATCH trained = (dataset)-[:FEEDS]->(:Job)-[:FEEDS]->(:Model)
RETURN path, held, trained
