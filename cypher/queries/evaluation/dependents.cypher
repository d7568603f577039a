// Returns the model versions that depend on packages, in any package version.
// $packages: purls without a version
// row: anyVersion, package (its properties), versions (urns of model versions)
UNWIND $packages AS anyVersion
MATCH (package:Package {anyVersion: anyVersion})
RETURN anyVersion, properties(package) AS package,
  [(version:ModelVersion)-[:DEPENDS_ON]->(package) WHERE {{visible(asset: version)}} | version.urn] AS versions
ORDER BY package.urn
