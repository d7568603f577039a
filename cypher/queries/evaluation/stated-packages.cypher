// Which packages versions are said to depend on.
// $assets: urns of versions, or of models for all their versions
// row: version, purls; also of a version that has edges to packages and is said to have none
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
