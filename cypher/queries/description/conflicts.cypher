// One page of the properties that people set and of which sources now say something else.
// $asset: of which asset (urn); null: of all
// $after: the key of the last one seen, or ''
// $fetch: how many at most
// row: key, asset, property, curated and captured (JSON), curatedBy, curatedAt, capturedFrom, capturedAt
MATCH (conflict:Conflict)
WHERE conflict.key > $after AND ($asset IS NULL OR conflict.asset = $asset)
  AND {{visible-urn(urn: conflict.asset)}}
RETURN conflict.key AS key, conflict.asset AS asset, conflict.property AS property, conflict.curated AS curated,
  conflict.curatedBy AS curatedBy, conflict.curatedAt AS curatedAt, conflict.captured AS captured,
  conflict.capturedFrom AS capturedFrom, conflict.capturedAt AS capturedAt
ORDER BY key LIMIT $fetch
