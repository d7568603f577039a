// Moves values stated under the keys of a split-off asset to that asset and its versions.
// $from: urn of the original asset; $twins: from, to (urns of both assets, and of the versions that both have); $keys; $now
// row, for each group of the original asset and its versions: asset, group, remaining revisions [{kind, source, values, last, actors}],
//   names (of all properties that the group ever had, for the removal of moved ones)
// allow: Eager because it affects one asset
MATCH (from:Entity {urn: $from})
CALL (from) {
  RETURN from AS n
  UNION
  MATCH (n:Version)-[:VERSION_OF]->(from)
  RETURN n
}
MATCH (r:Revision)-[of:REVISES]->(n)
WITH n, r.group AS group, collect({r: r, of: of, moves: coalesce(r.data, r.asset) IN $keys}) AS all
WITH n, group, all, [one IN all WHERE NOT one.moves | one.r] AS kept,
  reduce(names = [], one IN all | names + [name IN one.r.names WHERE NOT name IN names]) AS names
CALL (n, all) {
  UNWIND [one IN all WHERE one.moves] AS one
  WITH one.r AS r, one.of AS of, head([twin IN $twins WHERE twin.from = n.urn | twin.to]) AS urn
  MATCH (to:Entity {urn: urn})
  CREATE (r)-[:REVISES {recordedAt: $now}]->(to)
  DELETE of
}
RETURN n.urn AS asset, group, [r IN kept | r {.kind, .source, .values, .last, .actors}] AS revisions, names
