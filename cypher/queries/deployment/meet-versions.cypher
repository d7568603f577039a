// Makes the version of a model that is told to serve before anything else is known of it.
// $urn, $data, $namespace, $name, $version: the version; the node of its data is there
// row: none
MATCH (model:Entity {urn: $data})
MERGE (version:Entity {urn: $urn})
ON CREATE SET version:Asset:Recorded:Version:ModelVersion, version.namespace = $namespace, version.name = $name,
  version.version = $version, version.asset = $data, version.described = false, version.recordedAt = datetime()
MERGE (version)-[of:VERSION_OF]->(model)
ON CREATE SET of.recordedAt = datetime()
