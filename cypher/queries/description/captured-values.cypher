// Returns all values that sources stated for assets in one facet group.
// $urns: urns of assets
// $group: the facet group
// row: asset (urn it was stated under), key, source, values (JSON), first, last
UNWIND $urns AS urn
MATCH (r:Revision)-[:REVISES]->(:Entity {urn: urn})
WHERE r.group = $group AND r.kind = 'CAPTURED'
RETURN DISTINCT r.asset AS asset, r.key AS key, r.source AS source, r.values AS values, r.first AS first, r.last AS last
