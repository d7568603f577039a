// Servings of which a source names the model and no version.
CREATE INDEX serving_model IF NOT EXISTS FOR (n:ServingStated) ON (n.model);
