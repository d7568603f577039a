// Returns the requirements that apply to assets, their parents (of versions and runs) or the models that a deployment serves.
// $assets: urns
// row: asset (urn), requirement (its properties), by urn
UNWIND $assets AS urn
MATCH (asset:Entity {urn: urn})
WHERE {{visible(asset: asset)}}
CALL (asset) {
  MATCH (asset)<-[:APPLIES_TO]-(requirement:Requirement)
  RETURN requirement
  UNION
  MATCH (asset)-[:VERSION_OF|RUN_OF]->()<-[:APPLIES_TO]-(requirement:Requirement)
  RETURN requirement
  UNION
  MATCH (asset)<-[:FEEDS]-(:Model)<-[:APPLIES_TO]-(requirement:Requirement)
  WHERE asset:Deployment
  RETURN requirement
}
WITH urn, requirement
WHERE EXISTS { (requirement)<-[:REQUIRES]-() }
RETURN urn AS asset, properties(requirement) AS requirement ORDER BY asset, requirement.urn
