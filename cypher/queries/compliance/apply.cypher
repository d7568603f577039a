// Says that a requirement applies to an asset from now on; said with another reason, the old one is told in the past.
// $requirement, $asset: urns
// $reason, $at, $actor: why, since when, and who says so
// row: news (whether it was not so yet)
// allow: CartesianProduct because both sides are one node found by its key
// allow: Eager because a requirement applies to one asset once at a time
MATCH (requirement:Entity {urn: $requirement})
MATCH (asset:Entity {urn: $asset})
SET requirement.appliedAt = $at
WITH requirement, asset, NOT EXISTS { (requirement)-[:APPLIES_TO {reason: $reason}]->(asset) } AS news
CALL (requirement, asset) {
  MATCH (requirement)-[was:APPLIES_TO]->(asset)
  WHERE was.reason <> $reason
  CREATE (requirement)-[:APPLIED_TO {since: was.since, until: $at, reason: was.reason, actor: was.actor,
    source: was.source, recordedAt: datetime()}]->(asset)
  DELETE was
}
MERGE (requirement)-[applies:APPLIES_TO]->(asset)
ON CREATE SET applies.since = $at, applies.reason = $reason, applies.actor = $actor, applies.source = 'manual',
  applies.recordedAt = datetime()
RETURN news
