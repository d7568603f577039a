// Lets through the deployments that a filter asks for; a deployment without owners has those of the models that it serves.
// {{deployment}}: the variable of the deployment
// $environment: urn of the environment it runs in; null lets all through
// $asOf: only those that served then; null lets all through; $knownAt: by what was recorded by then, and not retold by then, or null
// $owned, $team: the filter of its owners; null lets all through
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
