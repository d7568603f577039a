// Returns a conflict: a curated property that differs from the sources.
// $key: key of the conflict
// row: key, asset, property, curated and captured (JSON), curatedBy, curatedAt, capturedFrom, capturedAt; none when it is resolved
MATCH (conflict:Conflict {key: $key})
WHERE {{visible-urn(urn: conflict.asset)}}
RETURN conflict.key AS key, conflict.asset AS asset, conflict.property AS property, conflict.curated AS curated,
  conflict.curatedBy AS curatedBy, conflict.curatedAt AS curatedAt, conflict.captured AS captured,
  conflict.capturedFrom AS capturedFrom, conflict.capturedAt AS capturedAt
