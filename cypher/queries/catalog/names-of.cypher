// Returns all keys and names of an asset.
// $urn: urn of the asset
// row: key (urn), namespace, name
MATCH (asset:Entity {urn: $urn})
RETURN asset.urn AS key, asset.namespace AS namespace, asset.name AS name
UNION
MATCH (:Entity {urn: $urn})<-[:IDENTIFIES]-(alias:Alias)
RETURN alias.key AS key, alias.namespace AS namespace, alias.name AS name
