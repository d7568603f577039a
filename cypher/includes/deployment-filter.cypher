// Matches the deployments of a filter; a deployment without owners has the owners of the models that it serves.
// {{deployment}}: the variable of the deployment
// $environment: urn of the environment; null: any
// $asOf: only those that served at this time; null: any; $knownAt: only edges recorded, and not replaced, by this time, or null
// $owned, $team: filter by owner; null: none
($environment IS NULL OR EXISTS { ({{deployment}})-[:RUNS_IN]->(:Entity {urn: $environment}) })
  AND ($asOf IS NULL OR EXISTS {
    (:ModelVersion)-[served:FEEDS|FED|TOLD]->({{deployment}})
    WHERE served.since <= $asOf AND (served.until IS NULL OR served.until > $asOf)
      AND CASE WHEN served:TOLD THEN served.retoldAt > $knownAt ELSE true END
      AND ($knownAt IS NULL OR served.recordedAt <= $knownAt) })
  AND {{asset-filter(asset: {{deployment}})}}
  AND ($owned IS NULL OR
    (EXISTS { ({{deployment}})<-[:OWNS]-() } OR EXISTS { ({{deployment}})<-[:FEEDS]-(:Model)<-[:OWNS]-() }) = $owned)
  AND ($team IS NULL OR EXISTS { ({{deployment}})<-[:OWNS]-(:Entity {urn: $team}) }
    OR NOT EXISTS { ({{deployment}})<-[:OWNS]-() }
      AND EXISTS { ({{deployment}})<-[:FEEDS]-(:Model)<-[:OWNS]-(:Entity {urn: $team}) })
