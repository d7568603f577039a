// Creates nodes for serving artifacts that are no known version.
// $artifacts: urn, name (key of the artifact) of each; $now
// row: none
UNWIND $artifacts AS artifact
MERGE (version:Entity {urn: artifact.urn})
ON CREATE SET version:Asset:Recorded:Version:ModelVersion, version.namespace = '', version.name = artifact.name,
  version.described = false, version.recordedAt = $now
