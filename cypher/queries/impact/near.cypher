// Returns the downstream assets by design, like lineage/downstream-now, and for small results also the data of impact/use and catalog/assets,
// so that a small answer needs one round trip.
// $roots: urns; $few: maximum number of assets for the additional data; $people: whether to return the owners
// row: one row, none without a start: direction, ids, urns, groups, starts, tails, heads, bindings, memberships, unknownModes; whole (whether the
//   additional data is present), servings, scored, answering, shown; all without the starts
{{reach-by-design(tail: -, head: ->)}}
WITH *, size(nodes) <= $few AS whole
WITH *, CASE WHEN whole THEN [node IN nodes WHERE NOT node IN starts] ELSE [] END AS few
CALL (few) {
  UNWIND few AS deployment
  WITH deployment WHERE deployment:Deployment
  RETURN collect({{deployment-use(deployment: deployment)}}) AS servings
}
CALL (few) {
  UNWIND few AS job
  WITH job WHERE job:Job
  WITH job WHERE {{batch-scoring(job: job)}}
  MATCH (job)<-[:FEEDS]-(fed:Standing)
  WHERE {{visible(asset: fed)}}
  RETURN collect(DISTINCT fed.urn) AS scored
}
CALL (few) {
  UNWIND CASE WHEN $people THEN few ELSE [] END AS asset
  CALL (asset) {
    MATCH (asset)<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role
    UNION ALL
    WITH asset WHERE asset:Deployment AND NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
    MATCH (asset)<-[:FEEDS]-(:Model)<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role
  }
  WITH owner, role, collect(DISTINCT id(asset)) AS assets
  RETURN collect({labels: labels(owner), properties: properties(owner), role: role, assets: assets}) AS answering
}
CALL (few) {
  UNWIND few AS asset
  RETURN collect({
    labels: labels(asset), properties: {{asset-properties(asset: asset)}},
    aliases: [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key],
    createdAt: coalesce(asset.createdAt, asset.recordedAt),
    updatedAt: coalesce(asset.updatedAt, asset.recordedAt)
  }) AS shown
}
RETURN 'DOWNSTREAM' AS direction, ids, urns, groups, [start IN starts | id(start)] AS starts, tails, heads,
  [] AS bindings, [] AS memberships, [] AS unknownModes, whole, servings, scored, answering, shown
