// What flows from assets now by design, as lineage/downstream-now returns it, and for few assets also all that impact/use and catalog/assets
// return for them: a small answer is one trip to the store.
// $roots: urns; $few: of more assets nothing more is told; $people: whether it is told who answers for them
// row: one, none when nothing starts: direction, ids, urns, groups, starts, tails, heads, bindings, memberships, unknownModes; whole (whether the
//   rest is told), servings, scored, answering, shown; of all but the starts
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
