// Returns all statements about assets until a moment, by facet group.
// $urns: urns of assets
// $until: the moment
// row: asset, group, revisions [{kind, source, values, names, first, last, actors}]
UNWIND $urns AS urn
MATCH (r:Revision)-[:REVISES]->(asset:Entity {urn: urn})
WHERE r.first <= $until AND {{visible(asset: asset)}}
RETURN urn AS asset, r.group AS group, collect(r {.kind, .source, .values, .names, .first, .last, .actors}) AS revisions
