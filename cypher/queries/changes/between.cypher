// Returns the changes of assets within a period, except edges and descriptions.
// $urns: urns of the assets
// $after, $until: the period, ($after, $until]
// $most: maximum number of each kind per asset
// row: at, asset (urn), change (VERSION, RUN, SERVING_STARTED, SERVING_ENDED, OWNER_ADDED, OWNER_ENDED,
//   REQUIREMENT_APPLIED, REQUIREMENT_LIFTED, EVALUATED, FIELD_ADDED, FIELD_REMOVED, DROPPED, RENAMED), other (urn of the other
//   node), detail (role, state or binding)
UNWIND $urns AS urn
MATCH (asset:Entity {urn: urn})
WHERE {{visible(asset: asset)}}
CALL (asset) {
  MATCH (version:Version)
  WHERE version.asset = asset.urn AND version.at > $after AND version.at <= $until
  RETURN version.at AS at, 'VERSION' AS change, version.urn AS other,
    CASE WHEN version.partial THEN 'PARTIAL' END AS detail ORDER BY version.asset, version.at LIMIT $most
  UNION ALL
  MATCH (run:Run)
  WHERE run.job = asset.urn AND run.startedAt > $after AND run.startedAt <= $until
  RETURN run.startedAt AS at, 'RUN' AS change, run.urn AS other, run.state AS detail ORDER BY run.job, run.startedAt LIMIT $most
  UNION ALL
  MATCH (asset)<-[serves:FEEDS|FED]-(version:ModelVersion)
  WHERE asset:Deployment
  UNWIND [{at: serves.since, change: 'SERVING_STARTED'}, {at: serves.until, change: 'SERVING_ENDED'}] AS end
  WITH end, version, serves
  WHERE end.at > $after AND end.at <= $until
  RETURN end.at AS at, end.change AS change, version.urn AS other, serves.role AS detail LIMIT $most
  UNION ALL
  MATCH (asset)<-[owns:OWNS|OWNED]-(owner:Owner)
  UNWIND [{at: owns.since, change: 'OWNER_ADDED'}, {at: owns.until, change: 'OWNER_ENDED'}] AS end
  WITH end, owner, owns
  WHERE end.at > $after AND end.at <= $until
  RETURN end.at AS at, end.change AS change, owner.urn AS other, owns.role AS detail LIMIT $most
  UNION ALL
  MATCH (asset)<-[applies:APPLIES_TO|APPLIED_TO]-(requirement:Requirement)
  UNWIND [{at: applies.since, change: 'REQUIREMENT_APPLIED'}, {at: applies.until, change: 'REQUIREMENT_LIFTED'}] AS end
  WITH end, requirement, applies
  WHERE end.at > $after AND end.at <= $until
  RETURN end.at AS at, end.change AS change, requirement.urn AS other, applies.reason AS detail LIMIT $most
  UNION ALL
  MATCH (asset)<-[:VERSION_OF]-(version:ModelVersion)-[:EVALUATED_IN]->(evaluation:Evaluation)
  WITH asset, version, evaluation, coalesce(evaluation.evaluatedAt, evaluation.statedAt) AS at
  WHERE asset:Model AND at > $after AND at <= $until
  RETURN at, 'EVALUATED' AS change, version.urn AS other, evaluation.name AS detail LIMIT $most
  UNION ALL
  MATCH (asset)-[has:HAS_FIELD|HAD_FIELD]->(field:Field)
  UNWIND [{at: has.since, change: 'FIELD_ADDED'}, {at: has.until, change: 'FIELD_REMOVED'}] AS end
  WITH end, field
  WHERE end.at > $after AND end.at <= $until
  RETURN end.at AS at, end.change AS change, field.urn AS other, field.type AS detail LIMIT $most
  UNION ALL
  UNWIND coalesce(asset.drops, []) AS at
  WITH at WHERE at > $after AND at <= $until
  RETURN at, 'DROPPED' AS change, null AS other, null AS detail LIMIT $most
  UNION ALL
  MATCH (asset)-[renamed:RENAMED_TO]->(name:Asset)
  WHERE renamed.at > $after AND renamed.at <= $until
  RETURN renamed.at AS at, 'RENAMED' AS change, name.urn AS other, null AS detail LIMIT $most
}
RETURN asset.urn AS asset, at, change, other, detail
ORDER BY at, asset, change, other
