// What flows from assets now, by design: the closed set of what is reached, with the edges among it.
// $roots: urns; a version stands for its data, a run for its job
// ids are the store's own numbers: for the questions that follow within the same request, never kept
// row: one, none when nothing starts: direction, ids (of nodes, also those where it starts), urns, kinds, starts (ids), and the edges
//   as they are walked: tails, heads (ids); bindings, memberships, unknownModes are empty on this level
// The set comes from one pruned breadth-first expansion, and leaves the server as one record: rows are what is dear.
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
WITH starts, ids, urns, kinds, tails, heads
WHERE size(ids) > 0
RETURN 'DOWNSTREAM' AS direction, ids, urns, kinds, [start IN starts | id(start)] AS starts,
  tails, heads, [] AS bindings, [] AS memberships, [] AS unknownModes
