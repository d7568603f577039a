// Who answers for assets now: their own owners; else those of what a version or run is of, or of the models that a deployment
// serves.
// $assets: the store's numbers of assets
// row: owner (urn), labels, properties, role, assets (their urns)
MATCH (asset:Asset)
WHERE id(asset) IN $assets
CALL (asset) {
  MATCH (asset)<-[owns:OWNS]-(owner:Owner)
  RETURN owner, owns.role AS role
  UNION
  MATCH (asset)-[:VERSION_OF|RUN_OF]->()<-[owns:OWNS]-(owner:Owner)
  WHERE NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
  RETURN owner, owns.role AS role
  UNION
  MATCH (asset:Deployment)<-[:FEEDS]-(:Model)<-[owns:OWNS]-(owner:Owner)
  WHERE NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
  RETURN owner, owns.role AS role
}
WITH owner, role, collect(asset.urn) AS assets
RETURN owner.urn AS owner, labels(owner) AS labels, properties(owner) AS properties, role, assets
ORDER BY owner, role
