// Gives a split-off asset, and its versions, the values that were stated under its keys.
// $from: the asset that it was part of; $twins: from, to (urns of both assets, and of the versions that both have); $keys; $now
// row, for each group of the old asset and its versions: asset, group, revisions [{kind, source, values, last, actors}] that stay,
//   names (of all properties that the group ever had, so that what left can be taken away)
// allow: Eager because it is about one asset
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
