// Returns the assets that a curator split off from another one; sources cannot merge them.
// $urns: urns of assets
// row: urn
UNWIND $urns AS urn
MATCH (asset:Entity {urn: urn})
WHERE asset.splitAt IS NOT NULL
RETURN urn
