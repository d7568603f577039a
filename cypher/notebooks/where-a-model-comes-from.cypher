// All that flows into a model, today, as a picture. Set the model's urn, then run.
:param model => 'data:mlflow://registry|fraud-detector';
MATCH path = (source:Standing) (()-[:FEEDS]->(:Standing)){1,12} (model:Entity {urn: $model})
RETURN path;
