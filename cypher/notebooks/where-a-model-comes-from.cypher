// All that flows into a model, today, as a picture. The first line says which model.
WITH 'data:mlflow://registry|fraud-detector' AS model
MATCH path = (source:Standing) (()-[:FEEDS]->(:Standing)){1,12} (:Entity {urn: model})
RETURN path
