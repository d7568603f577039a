// Where does a model come from, today? The WITH line chooses the model.
// Shows: a picture; raw tables at one end, the model at the other, jobs between data.
// Caution: it shows paths of up to 12 edges; longer ones continue upstream of the first tables.
WITH 'data:mlflow://registry|fraud-detector' AS model
MATCH path = (source:Standing) (()-[:FEEDS]->(:Standing)){1,12} (:Entity {urn: model})
RETURN path
