// Returns one page of the conflicts: curated properties that differ from the sources.
// $asset: urn of the asset; null: all
// $after: key of the last row of the previous page, or ''
// $fetch: page size
// row: key, asset, property, curated and captured (JSON), curatedBy, curatedAt, capturedFrom, capturedAt
MATCH (conflict:Conflict)
WHERE conflict.key > $after AND ($asset IS NULL OR conflict.asset = $asset)
  AND {{visible-urn(urn: conflict.asset)}}
RETURN conflict.key AS key, conflict.asset AS asset, conflict.property AS property, conflict.curated AS curated,
  conflict.curatedBy AS curatedBy, conflict.curatedAt AS curatedAt, conflict.captured AS captured,
  conflict.capturedFrom AS capturedFrom, conflict.capturedAt AS capturedAt
ORDER BY key LIMIT $fetch
