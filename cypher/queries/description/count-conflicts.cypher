// How many properties people set of which sources now say something else.
// $asset: of which asset (urn); null: of all
// row: total
MATCH (conflict:Conflict)
WHERE conflict.key > '' AND ($asset IS NULL OR conflict.asset = $asset)
  AND {{visible-urn(urn: conflict.asset)}}
RETURN count(conflict) AS total
