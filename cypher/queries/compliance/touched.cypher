// Returns the requirements that apply to any of many assets, their parents, or the models that a deployment serves.
// $assets: internal node ids
// row: requirement (its properties), by urn
CALL () {
  UNWIND $assets AS id
  MATCH (asset:Asset)
  WHERE id(asset) = id AND {{visible(asset: asset)}}
  WITH DISTINCT asset
  MATCH (asset)<-[:APPLIES_TO]-(requirement:Requirement)
  RETURN requirement
  UNION
  UNWIND $assets AS id
  MATCH (asset:DatasetVersion|ModelVersion)
  WHERE id(asset) = id AND {{visible(asset: asset)}}
  WITH DISTINCT asset
  MATCH (asset)-[:VERSION_OF]->()<-[:APPLIES_TO]-(requirement:Requirement)
  RETURN requirement
  UNION
  UNWIND $assets AS id
  MATCH (asset:Deployment)
  WHERE id(asset) = id AND {{visible(asset: asset)}}
  WITH DISTINCT asset
  MATCH (asset)<-[:FEEDS]-(:Model)<-[:APPLIES_TO]-(requirement:Requirement)
  RETURN requirement
}
WITH requirement
WHERE EXISTS { (requirement)<-[:REQUIRES]-() }
RETURN properties(requirement) AS requirement ORDER BY requirement.urn
