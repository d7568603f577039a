// Collects all assets downstream or upstream of the roots by design now, with one pruned breadth-first expansion, and the edges among them.
// {{tail}}, {{head}}: both ends of an arrow in the direction of the walk: - and -> downstream, <- and - upstream
// $roots: urns; a version means its dataset or model, a run its job
// It begins a query and leaves starts, nodes and groups (of their labels), ids and urns of the nodes, tails and heads (ids) of the edges;
// no row without a start. Ids are internal node ids, valid within one request only.
UNWIND $roots AS urn
MATCH (root:Entity {urn: urn})
OPTIONAL MATCH (root)-[:VERSION_OF|RUN_OF]->(parent:Standing)
WITH DISTINCT coalesce(parent, root) AS start
WHERE start:Standing AND {{visible(asset: start)}}
WITH collect(start) AS starts
CALL (starts) {
  UNWIND starts AS start
  MATCH (start)((){{tail}}[:FEEDS]{{head}}(next:Standing) WHERE {{visible(asset: next)}})*(node)
  {{nodes-by-labels(node: node)}}
}
CALL (nodes) {
  UNWIND nodes AS node
  MATCH (node){{tail}}[:FEEDS]{{head}}(next:Standing)
  WHERE {{visible(asset: next)}}
  RETURN collect(id(node)) AS tails, collect(id(next)) AS heads
}
WITH *, [node IN nodes | id(node)] AS ids, [node IN nodes | node.urn] AS urns
WHERE size(nodes) > 0
