// Lets through the assets with the own owners that a filter asks for.
// {{asset}}: the variable of the asset
// $owned, $team: the filter; null lets all through
($owned IS NULL OR EXISTS { ({{asset}})<-[:OWNS]-() } = $owned)
  AND ($team IS NULL OR EXISTS { ({{asset}})<-[:OWNS]-(:Entity {urn: $team}) })
