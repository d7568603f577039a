// How does each canary compare with the version that it may replace?
// Shows: a table, one row per metric that either has; difference is canary minus primary.
// Caution: different evaluations may use different data; whether more is better depends on the metric.
MATCH (primary:ModelVersion)-[:FEEDS {role: 'primary'}]->(deployment:Deployment)<-[serves:FEEDS {role: 'canary'}]-(canary:ModelVersion)
UNWIND [[primary, 'primary'], [canary, 'canary']] AS pair
WITH deployment, serves, primary, canary, pair[0] AS version, pair[1] AS role
MATCH (version)-[:EVALUATED_IN]->(evaluation:Evaluation)-[:MEASURED]->(metric:Metric)
WITH deployment, serves, primary, canary, role, metric ORDER BY coalesce(evaluation.evaluatedAt, evaluation.statedAt) DESC
WITH deployment, serves, primary, canary, metric.name AS figure, metric.slice AS slice,
  head(collect(CASE role WHEN 'primary' THEN metric.value END)) AS now, head(collect(CASE role WHEN 'canary' THEN metric.value END)) AS then
RETURN deployment.name AS deployment, serves.traffic AS traffic, primary.name + ' ' + primary.version AS primary,
  canary.name + ' ' + canary.version AS canary, figure, slice, now AS ofPrimary, then AS ofCanary, round(then - now, 4) AS difference
ORDER BY deployment, figure, slice
