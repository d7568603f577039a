// Ends the application of a requirement to an asset.
// $application: requirement, asset (urns), reason, at
// $actors: name of the actor, or empty
// $now
// row: news (whether it applied before)
// allow: Eager because a requirement applies to one asset once at a time
// allow: CartesianProduct because both sides are one node found by its key
MATCH (requirement:Entity {urn: $application.requirement})
MATCH (asset:Entity {urn: $application.asset})
SET requirement.appliedAt = $application.at
WITH requirement, asset, EXISTS { (requirement)-[:APPLIES_TO]->(asset) }
  OR EXISTS { (requirement)-[:APPLIES_TO]->(:Version)-[:IDENTIFIES]->()<-[:IDENTIFIES]-(asset) } AS news
// For a shared version: its applications through any registration.
CALL (asset) {
  RETURN asset AS target
  UNION
  MATCH (asset)-[:IDENTIFIES]->()<-[:IDENTIFIES]-(target:Version)
  WHERE asset:Version
  RETURN target
}
CALL (requirement, target) {
  MATCH (requirement)-[was:APPLIES_TO]->(target)
  CREATE (requirement)-[:APPLIED_TO {since: was.since, until: $application.at, reason: was.reason, actor: was.actor,
    source: was.source, lifted: $application.reason, liftedBy: head($actors), recordedAt: $now}]->(target)
  DELETE was
}
RETURN DISTINCT news
