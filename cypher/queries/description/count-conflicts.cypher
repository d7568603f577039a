// Counts the conflicts.
// $asset: urn of the asset; null: all
// row: total
MATCH (conflict:Conflict)
WHERE conflict.key > '' AND ($asset IS NULL OR conflict.asset = $asset)
  AND {{visible-urn(urn: conflict.asset)}}
RETURN count(conflict) AS total
