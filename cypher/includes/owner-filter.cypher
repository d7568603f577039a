// Matches the assets of a filter by their own owners.
// {{asset}}: the variable of the asset
// $owned, $team: filter conditions; null: none
($owned IS NULL OR EXISTS { ({{asset}})<-[:OWNS]-() } = $owned)
  AND ($team IS NULL OR EXISTS { ({{asset}})<-[:OWNS]-(:Entity {urn: $team}) })
