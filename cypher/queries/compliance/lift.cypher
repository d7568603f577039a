// Says that a requirement no longer applies to an asset.
// $requirement, $asset: urns
// $reason, $at, $actor: why, since when, and who says so
// row: none
MATCH (requirement:Entity {urn: $requirement})-[was:APPLIES_TO]->(asset:Entity {urn: $asset})
CREATE (requirement)-[:APPLIED_TO {since: was.since, until: $at, reason: was.reason, actor: was.actor, source: was.source,
  lifted: $reason, liftedBy: $actor, recordedAt: datetime()}]->(asset)
DELETE was
