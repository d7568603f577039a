// Returns the packages that model versions depend on, by purl.
// $versions: urns of model versions
// row: version, package (its properties)
UNWIND $versions AS version
MATCH (asset:Entity {urn: version})-[:DEPENDS_ON]->(package:Package)
WHERE {{visible(asset: asset)}}
RETURN version, properties(package) AS package ORDER BY version, package.urn
