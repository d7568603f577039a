// All values that were ever stated of these assets and of their versions, by facet group.
// $urns: of the assets
// row: asset, group, revisions [{kind, source, values, last, actors}]
UNWIND $urns AS urn
MATCH (d:Entity {urn: urn})
CALL (d) {
  MATCH (r:Revision)-[:REVISES]->(d)
  RETURN d AS n, r
  UNION
  MATCH (r:Revision)-[:REVISES]->(v:Version)-[:VERSION_OF]->(d)
  RETURN v AS n, r
}
RETURN n.urn AS asset, r.group AS group, collect(r {.kind, .source, .values, .last, .actors}) AS revisions
