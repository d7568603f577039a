// What an owner owns, or ever owned.
// $owner: urn
// row: asset (urn), by urn
MATCH (:Entity {urn: $owner})-[:OWNS|OWNED]->(asset:Asset)
RETURN DISTINCT asset.urn AS asset ORDER BY asset
