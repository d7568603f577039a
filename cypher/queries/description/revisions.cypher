// Returns the effective statements about assets and their versions, by facet group.
// $urns: urns of assets
// row: asset, group, revisions [{kind, source, values, last, actors}] (those of curators, and the newest captured one), names (of
//   all properties that the group ever had)
UNWIND $urns AS urn
MATCH (d:Entity {urn: urn})
CALL (d) {
  MATCH (r:Revision)-[:REVISES]->(d)
  RETURN d AS n, r
  UNION
  MATCH (r:Revision)-[:REVISES]->(v:Version)-[:VERSION_OF]->(d)
  RETURN v AS n, r
}
WITH n, r.group AS group, collect(r) AS all, max(CASE r.kind WHEN 'CAPTURED' THEN r.last END) AS newest
RETURN n.urn AS asset, group,
  [r IN all WHERE r.kind <> 'CAPTURED' OR r.last = newest | r {.kind, .source, .values, .last, .actors}] AS revisions,
  reduce(names = [], r IN all | names + [name IN r.names WHERE NOT name IN names]) AS names
