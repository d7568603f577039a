// Which models are live without a metric for a slice by age or gender?
// The WITH line chooses the attributes; a slice is written attribute=value.
// Shows: a table, one row per live version; slices are those with metrics, requirements those that apply to the model.
// Caution: not every model is about people. Read the rows with requirements first, but do not assume that the others are harmless.
WITH ['age', 'gender'] AS attributes
CALL () {
  MATCH (:Environment {tier: 'PRODUCTION'})<-[:RUNS_IN]-(deployment:Deployment)<-[serves:FEEDS]-(version:ModelVersion)
  WHERE coalesce(serves.traffic, 100) > 0
  RETURN version, deployment.name AS liveIn
  UNION
  // A job that reads a model and writes data scores in batch; its newest complete run has the version.
  MATCH (job:Job)<-[:FEEDS]-(:Model)
  WHERE (job)-[:FEEDS]->(:Dataset) AND NOT (job)-[:FEEDS]->(:Model)
  WITH DISTINCT job
  CALL (job) {
    MATCH (run:Run)
    WHERE run.job = job.urn AND run.startedAt IS NOT NULL AND run.state = 'COMPLETE'
    RETURN run ORDER BY run.job DESC, run.startedAt DESC LIMIT 1
  }
  MATCH (version:ModelVersion)-[:FED]->(run)
  RETURN version, job.name AS liveIn
}
WITH attributes, version, collect(DISTINCT liveIn) AS liveIn
WITH attributes, version, liveIn,
  COLLECT { MATCH (version)-[:EVALUATED_IN]->(:Evaluation)-[:MEASURED]->(metric:Metric) WHERE metric.slice IS NOT NULL RETURN DISTINCT metric.slice } AS slices
WHERE none(slice IN slices WHERE split(slice, '=')[0] IN attributes)
RETURN version.name + ' ' + version.version AS model, liveIn, COUNT { (version)-[:EVALUATED_IN]->(:Evaluation) } AS evaluations, slices,
  COLLECT { MATCH (version)-[:VERSION_OF]->(:Model)<-[:APPLIES_TO]-(requirement:Requirement) RETURN DISTINCT requirement.urn AS urn ORDER BY urn } AS requirements
ORDER BY size(requirements) DESC, model
