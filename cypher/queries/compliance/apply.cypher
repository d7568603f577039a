// Applies a requirement to an asset; a new reason ends the application with the old one.
// $application: requirement, asset (urns), reason, at
// $actors: name of the actor, or empty
// $now
// row: news (whether it did not apply with this reason before)
// allow: CartesianProduct because both sides are one node found by its key
// allow: Eager because a requirement applies to one asset once at a time
MATCH (requirement:Entity {urn: $application.requirement})
MATCH (asset:Entity {urn: $application.asset})
SET requirement.appliedAt = $application.at
WITH requirement, asset, NOT EXISTS { (requirement)-[:APPLIES_TO {reason: $application.reason}]->(asset) } AS news
CALL (requirement, asset) {
  MATCH (requirement)-[was:APPLIES_TO]->(asset)
  WHERE was.reason <> $application.reason
  CREATE (requirement)-[:APPLIED_TO {since: was.since, until: $application.at, reason: was.reason, actor: was.actor,
    source: was.source, recordedAt: $now}]->(asset)
  DELETE was
}
MERGE (requirement)-[applies:APPLIES_TO]->(asset)
ON CREATE SET applies.since = $application.at, applies.reason = $application.reason, applies.actor = head($actors), applies.source = 'manual',
  applies.recordedAt = $now
RETURN news
