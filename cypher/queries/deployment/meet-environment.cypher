// Creates environments, or updates their tier if no newer statement exists.
// $environments: urn, name, tier and its start (at), both or null, of each, each once; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $environments AS told
MERGE (environment:Entity {urn: told.urn})
ON CREATE SET environment:Environment, environment.name = told.name, environment.tier = 'UNKNOWN',
  environment.recordedAt = $now
WITH environment, told
WHERE told.tier IS NOT NULL AND (environment.tierAt IS NULL OR environment.tierAt < told.at
  OR environment.tierAt = told.at AND environment.tier < told.tier)
SET environment.tier = told.tier, environment.tierAt = told.at
