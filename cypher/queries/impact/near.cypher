// What flows from assets now by design, as lineage/downstream-now gives it, and of few assets at once all that impact/use and catalog/assets
// tell of them: a small answer is one trip to the store. Change it with those.
// $roots: urns; $few: of more assets nothing more is told; $people: whether it is told who answers for them
// row: one, none when nothing starts: direction, ids, urns, kinds, starts, tails, heads, bindings, memberships, unknownModes; whole (whether the
//   rest is told), servings, scored, answering, shown; of all but the starts
UNWIND $roots AS urn
MATCH (root:Entity {urn: urn})
OPTIONAL MATCH (root)-[:VERSION_OF|RUN_OF]->(parent:Standing)
WITH DISTINCT coalesce(parent, root) AS start
WHERE start:Standing
WITH collect(start) AS starts
CALL (starts) {
  UNWIND starts AS start
  MATCH (start)(()-[:FEEDS]->(:Standing))*(node)
  WITH DISTINCT node
  RETURN collect(node) AS nodes, collect(id(node)) AS ids, collect(node.urn) AS urns, collect(CASE
      WHEN node:Job THEN 'JOB' WHEN node:Dataset THEN 'DATASET' WHEN node:Model THEN 'MODEL'
      WHEN node:Deployment THEN 'DEPLOYMENT' WHEN node:Application THEN 'APPLICATION' ELSE 'OTHER' END) AS kinds
}
CALL (nodes) {
  UNWIND nodes AS node
  MATCH (node)-[:FEEDS]->(next:Standing)
  RETURN collect(id(node)) AS tails, collect(id(next)) AS heads
}
WITH starts, ids, urns, kinds, tails, heads, size(nodes) <= $few AS whole, nodes
WHERE size(ids) > 0
WITH starts, ids, urns, kinds, tails, heads, whole, CASE WHEN whole THEN [node IN nodes WHERE NOT node IN starts] ELSE [] END AS few
CALL (few) {
  UNWIND few AS deployment
  WITH deployment WHERE deployment:Deployment
  RETURN collect({
    deployment: deployment.urn,
    environment: head([(deployment)-[:RUNS_IN]->(environment:Environment) | properties(environment)]),
    servings: [(deployment)<-[serves:FEEDS]-(version:ModelVersion) |
      {version: version.urn, models: [(version)-[:VERSION_OF]->(model) | model.urn], traffic: serves.traffic}],
    applications: [(deployment)-[:FEEDS]->(application:Application) | application.urn]
  }) AS servings
}
CALL (few) {
  UNWIND few AS job
  WITH job WHERE job:Job
  MATCH (job)<-[:FEEDS]-(:Model)
  WITH DISTINCT job
  WHERE EXISTS { (job)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (job)-[:FEEDS]->(:Model) }
  MATCH (job)<-[:FEEDS]-(fed:Standing)
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
    labels: labels(asset), properties: asset {.*, searchWhole: null, searchNames: null, searchFields: null},
    aliases: [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key],
    createdAt: coalesce(asset.createdAt, asset.recordedAt),
    updatedAt: coalesce(asset.updatedAt, asset.recordedAt)
  }) AS shown
}
RETURN 'DOWNSTREAM' AS direction, ids, urns, kinds, [start IN starts | id(start)] AS starts, tails, heads,
  [] AS bindings, [] AS memberships, [] AS unknownModes, whole, servings, scored, answering, shown
