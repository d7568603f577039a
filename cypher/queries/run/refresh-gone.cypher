// Updates whether dropped datasets are gone, or were written again since.
// $rows: data; $now
// row: none
UNWIND $rows AS row
MATCH (d:Entity {urn: row.data})
WHERE d.drops IS NOT NULL
CALL (d) {
  MATCH (:Job)-[f:FEEDS|FED|SUPPRESSED]->(d)
  WHERE f.source = 'openlineage'
  RETURN max(f.lastConfirmed) AS written
}
SET d.gone = coalesce(d.drops[-1] >= written, true), d.recordedAt = $now
