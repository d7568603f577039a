// Returns all nodes reachable from the roots, run by run or as of a day, and the edges among them.
// $roots: urns
// $level: STANDING (a version means its dataset or model, a run its job) or RECORDED (a dataset or model starts at its versions, a job at its runs)
// $directions: DOWNSTREAM, UPSTREAM or both
// $past: whether to follow what has ended too; $asOf: the moment at which an edge must hold, or null; $after: it must hold at some
//   moment after this one and until $asOf, or null; $knownAt: only what was recorded by then, and not retold by then, or null
// $from, $to: when the versions and runs where a recorded walk starts were made, or null
// ids are the store's own numbers: for the questions that follow within the same request, never kept
// row: one a direction: direction, ids, urns, groups (of their labels), starts (ids), and the edges as they are walked: tails, heads (ids),
//   bindings, memberships (whether the step goes from data to its version, from a job to its run), unknownModes (ids of
//   dataset versions of which nobody knows whether they were appended)
// A summary of runs that are no longer kept is an end of the walk, and has the label Summary; from there on it is unknown which way data took.
// Members are walked as steps against VERSION_OF and RUN_OF, so that all versions of data share one visited set: starting
// at each alone was 100 times slower for 1,500 versions. Hence the pattern without direction; the predicate has it.
UNWIND $roots AS urn
MATCH (asked:Entity {urn: urn})
WHERE {{visible(asset: asked)}}
OPTIONAL MATCH (asked)-[:VERSION_OF|RUN_OF]->(parent:Standing)
WHERE $level = 'STANDING'
WITH DISTINCT coalesce(parent, asked) AS root
WITH collect(root) AS roots
UNWIND $directions AS direction
CALL (roots, direction) {
  UNWIND roots AS root
  MATCH (root)((a)-[r:FED|FEEDS|TOLD|VERSION_OF|RUN_OF|SUMMARISES]-(b)
    WHERE {{walk-step(tail: a, edge: r, head: b, root: a.urn = root.urn)}})*(node)
  {{nodes-by-labels(node: node)}}
}
CALL (roots, direction, nodes) {
  UNWIND nodes AS a
  MATCH (a)-[r:FED|FEEDS|TOLD|VERSION_OF|RUN_OF|SUMMARISES]-(b)
  WHERE {{walk-step(tail: a, edge: r, head: b, root: a IN roots)}}
  RETURN collect(id(a)) AS tails,
    collect(id(b)) AS heads,
    collect(coalesce(r.binding, '')) AS bindings,
    collect(r:VERSION_OF OR r:RUN_OF OR r:SUMMARISES) AS memberships
}
RETURN direction,
  [node IN nodes | id(node)] AS ids,
  [node IN nodes | node.urn] AS urns,
  groups,
  [root IN roots | id(root)] AS starts,
  tails, heads, bindings, memberships,
  [node IN nodes WHERE node:DatasetVersion AND node.mode IS NULL AND node.at IS NOT NULL AND NOT coalesce(node.appended, false)
    | id(node)] AS unknownModes
