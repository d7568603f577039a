// Returns the assets that an owner owns or owned.
// $owner: urn
// row: asset (urn), by urn
MATCH (:Entity {urn: $owner})-[:OWNS|OWNED]->(asset:Asset|Version)
WHERE NOT EXISTS { (:Version)-[:IDENTIFIES]->(asset) }
RETURN DISTINCT asset.urn AS asset ORDER BY asset
