// What was in production on a day, what was it trained on, and how was it evaluated by then?
// The WITH line sets how many days ago; noon UTC of that day counts.
// Shows: a table, one row per version in a deployment. Past servings are FED with until, present ones FEEDS without.
// Caution: the tier is that of the present environment of the deployment; empty evaluations means that none was recorded by then.
WITH datetime({date: date() - duration({days: 3}), hour: 12}) AS day
MATCH (:Environment {tier: 'PRODUCTION'})<-[:RUNS_IN]-(deployment:Deployment)<-[served:FEEDS|FED]-(version:ModelVersion)
WHERE served.since <= day AND (served.until IS NULL OR day < served.until)
RETURN deployment.name AS deployment, served.role AS role, version.name + ' ' + version.version AS model,
  COLLECT { MATCH (version)<-[:FED]-(:Run)<-[:FED]-(data:DatasetVersion) RETURN DISTINCT data.name + ' ' + data.version AS data ORDER BY data } AS trainedOn,
  COLLECT {
    MATCH (version)-[:EVALUATED_IN]->(evaluation:Evaluation)-[:MEASURED]->(metric:Metric)
    WHERE coalesce(evaluation.evaluatedAt, evaluation.statedAt) <= day
    RETURN metric.name + coalesce(' of ' + metric.slice, '') + ': ' + coalesce(toString(metric.value), metric.text) AS figure ORDER BY figure
  } AS evaluations
ORDER BY deployment, role
