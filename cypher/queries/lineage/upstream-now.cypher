// Returns all assets upstream of the roots by design now, and the edges among them.
// $roots: urns; a version means its dataset or model, a run its job
// row: one row, none without a start: direction, ids (of nodes, including the starts), urns, groups (of their labels), starts (ids), and
//   the edges in walk direction: tails, heads (ids); bindings, memberships, unknownModes are empty on this level
// One record returns everything: rows are expensive.
{{reach-by-design(tail: <-, head: -)}}
RETURN 'UPSTREAM' AS direction, ids, urns, groups, [start IN starts | id(start)] AS starts,
  tails, heads, [] AS bindings, [] AS memberships, [] AS unknownModes
