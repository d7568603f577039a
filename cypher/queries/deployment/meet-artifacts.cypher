// Makes nodes for artifacts that serve and that are no known version.
// $artifacts: urn, name (the key of the artifact) of each; $now
// row: none
UNWIND $artifacts AS artifact
MERGE (version:Entity {urn: artifact.urn})
ON CREATE SET version:Asset:Recorded:Version:ModelVersion, version.namespace = '', version.name = artifact.name,
  version.described = false, version.recordedAt = $now
