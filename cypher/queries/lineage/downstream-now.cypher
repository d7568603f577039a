// What flows from assets now, by design: the closed set of what is reached, with the edges among it.
// $roots: urns; a version stands for its data, a run for its job
// row: one, none when nothing starts: direction, ids (of nodes, also those where it starts), urns, groups (of their labels), starts (ids), and
//   the edges as they are walked: tails, heads (ids); bindings, memberships, unknownModes are empty on this level
// All of it leaves the server as one record: rows are what is dear.
{{reach-by-design(tail: -, head: ->)}}
RETURN 'DOWNSTREAM' AS direction, ids, urns, groups, [start IN starts | id(start)] AS starts,
  tails, heads, [] AS bindings, [] AS memberships, [] AS unknownModes
