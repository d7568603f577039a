// Makes an environment, or changes its tier when nothing newer was said of it.
// $urn, $name: the environment
// $tier, $at: its tier and since when, or null
// row: none
MERGE (environment:Entity {urn: $urn})
ON CREATE SET environment:Environment, environment.name = $name, environment.tier = 'UNKNOWN',
  environment.recordedAt = datetime()
WITH environment
WHERE $tier IS NOT NULL AND (environment.tierAt IS NULL OR environment.tierAt < $at
  OR environment.tierAt = $at AND environment.tier < $tier)
SET environment.tier = $tier, environment.tierAt = $at
