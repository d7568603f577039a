// Which of these assets a person split off from another one, so that no source can make them one with any.
// $urns: of the assets
// row: urn
UNWIND $urns AS urn
MATCH (asset:Entity {urn: urn})
WHERE asset.splitAt IS NOT NULL
RETURN urn
