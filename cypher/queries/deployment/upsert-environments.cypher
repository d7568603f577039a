// Creates environments, or updates their tier if no newer statement exists.
// $environments: urn, name, tier and its start (at), both or null, of each, each once; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $environments AS row
MERGE (environment:Entity {urn: row.urn})
ON CREATE SET environment:Environment, environment.name = row.name, environment.tier = 'UNKNOWN',
  environment.recordedAt = $now
WITH environment, row
WHERE row.tier IS NOT NULL AND (environment.tierAt IS NULL OR environment.tierAt < row.at
  OR environment.tierAt = row.at AND environment.tier < row.tier)
SET environment.tier = row.tier, environment.tierAt = row.at
