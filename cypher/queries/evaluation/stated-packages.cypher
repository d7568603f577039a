// Returns the stated dependencies of versions.
// $assets: urns of versions, or of models (all their versions)
// row: version, purls; includes versions with dependency edges but without stated dependencies
UNWIND $assets AS urn
MATCH (asset:Entity {urn: urn})
CALL (asset) {
  WITH asset WHERE asset:Version
  RETURN asset AS version
  UNION
  MATCH (asset)<-[:VERSION_OF]-(version:Version)
  RETURN version
}
WITH DISTINCT version
WHERE version.dependencies IS NOT NULL OR EXISTS { (version)-[:DEPENDS_ON]->() }
RETURN version.urn AS version, coalesce(version.dependencies, []) AS purls
