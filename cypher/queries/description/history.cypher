// Returns the statements about assets that were effective at a moment, by facet group.
// $urns: urns of assets
// $at: valid time; $knownAt: transaction time, or null
// row: asset, group, revisions [{kind, source, values, last, actors}] (those of curators, and the newest captured one), names (of
//   all properties that the group ever had)
UNWIND $urns AS urn
MATCH (r:Revision)-[:REVISES]->(n:Entity {urn: urn})
WHERE {{visible(asset: n)}}
WITH urn, r, r.first <= $at AND ($knownAt IS NULL OR r.recordedAt <= $knownAt) AS held,
  CASE WHEN r.last <= $at AND ($knownAt IS NULL OR r.lastRecordedAt <= $knownAt) THEN r.last ELSE r.first END AS last
WITH urn, r.group AS group, collect(r {.kind, .source, .values, .actors, .names, held, last}) AS all,
  max(CASE WHEN held AND r.kind = 'CAPTURED' THEN last END) AS newest
RETURN urn AS asset, group,
  [r IN all WHERE r.held AND (r.kind <> 'CAPTURED' OR r.last = newest) | r {.kind, .source, .values, .last, .actors}] AS revisions,
  reduce(names = [], r IN all | names + [name IN r.names WHERE NOT name IN names]) AS names
