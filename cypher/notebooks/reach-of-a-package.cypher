// A package has a vulnerability: which model versions were built with it, where do they serve, and which applications use them?
// The WITH line chooses the package and the vulnerable versions.
// Shows: a table, one row per model version and deployment; versions that serve now come first.
// Caution: versions are compared as text; for ranges (>=2.0|<2.6.0) use the API, impact(change: VULNERABILITY).
WITH 'pkg:pypi/torch' AS wanted, ['2.5.0', '2.5.1'] AS vulnerable
MATCH (package:Package {anyVersion: wanted})<-[:DEPENDS_ON]-(version:ModelVersion)
WHERE package.version IN vulnerable
OPTIONAL MATCH (version)-[serves:FEEDS]->(deployment:Deployment)
RETURN version.name + ' ' + version.version AS model, package.urn AS package, deployment.name AS deployment, serves.role AS role,
  COLLECT { MATCH (deployment)-[:FEEDS]->(application:Application) RETURN application.displayName AS name ORDER BY name } AS applications,
  COLLECT { MATCH (version)-[:FED]->(:Run)-[:FED]->(made:DatasetVersion) RETURN DISTINCT made.name AS name ORDER BY name } AS scored
ORDER BY deployment IS NULL, model, deployment
