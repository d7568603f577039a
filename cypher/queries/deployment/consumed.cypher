// Returns the assets that applications use now.
// $applications: urns
// row: application, urn
UNWIND $applications AS application
MATCH (:Entity {urn: application})<-[:FEEDS]-(asset:Asset)
WHERE {{visible(asset: asset)}}
RETURN DISTINCT application, asset.urn AS urn ORDER BY application, urn
