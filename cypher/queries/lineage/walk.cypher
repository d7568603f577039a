// Returns all nodes reachable from the roots, run by run or as of a day, and the edges among them.
// $roots: urns
// $level: STANDING (a version means its dataset or model, a run its job) or RECORDED (a dataset or model starts at its versions, a job at its runs)
// $directions: DOWNSTREAM, UPSTREAM or both
// $past: whether to follow ended edges too; $asOf: valid time of the edges, or null; $after: edges must exist at some
//   moment in ($after, $asOf], or null; $knownAt: only edges recorded, and not replaced, by this time, or null
// $from, $to: creation time of the versions and runs at which a recorded walk starts, or null
// ids are internal node ids, valid within one request only
// row: one row per direction: direction, ids, urns, groups (of their labels), starts (ids), and the edges in walk direction: tails, heads (ids),
//   bindings, memberships (whether the step leads from a parent to its version or run), unknownModes (ids of
//   dataset versions with unknown write mode)
// A summary of compacted runs, with the label Summary, ends the walk: the paths of data beyond it are unknown.
// Members are steps against VERSION_OF and RUN_OF, so that all versions of a dataset share one visited set: separate starts
// were 100 times slower for 1,500 versions. Therefore the pattern has no direction; the predicate has it.
UNWIND $roots AS urn
MATCH (asked:Entity {urn: urn})
WHERE asked:Asset AND {{visible(asset: asked)}}
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
