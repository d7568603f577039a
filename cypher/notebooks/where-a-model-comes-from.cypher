// Where does a model come from, today? The first line says which model.
// Shows: a picture; raw tables at the one end, the model at the other, jobs between data.
// Caution: it shows ways of up to 12 edges; a model that comes from further away has more behind its first tables.
WITH 'data:mlflow://registry|fraud-detector' AS model
MATCH path = (source:Standing) (()-[:FEEDS]->(:Standing)){1,12} (:Entity {urn: model})
RETURN path
