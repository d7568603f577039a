// Stores evaluations of model versions; the newest statement of a metric wins.
// $rows: urn, name, evaluatedAt (null: unknown), statedAt, source, actors [name of the actor, or empty], model and data (urns of versions;
//   data may be null), modelKeys and dataKeys (key of their model or dataset, if it differs from its id)
// $metrics: evaluation (urn), properties (key, name, value, text, slice, saidAt, tie: tie-breaker for equal times); each key once
// $now
// row: model (urn of a version with new information)
// allow: Eager because it buffers the rows of one batch, never of the graph
CALL () {
  UNWIND $rows AS row
  MATCH (model:Entity {urn: row.model})
  MERGE (e:Entity {urn: row.urn})
  ON CREATE SET e:Evaluation, e.name = row.name, e.evaluatedAt = row.evaluatedAt, e.sources = [], e.actors = [],
    e.recordedAt = $now
  SET e.statedAt = CASE WHEN e.statedAt <= row.statedAt THEN e.statedAt ELSE row.statedAt END,
    e.sources = [s IN e.sources WHERE s < row.source] + row.source + [s IN e.sources WHERE s > row.source],
    e.actors = [a IN e.actors WHERE row.actors = [] OR a < row.actors[0]] + row.actors
      + [a IN e.actors WHERE row.actors <> [] AND a > row.actors[0]]
  MERGE (model)-[in:EVALUATED_IN]->(e)
  ON CREATE SET in.recordedAt = $now, in.keys = row.modelKeys
  WITH e, row
  MATCH (data:Entity {urn: row.data})
  MERGE (e)-[on:ON]->(data)
  ON CREATE SET on.recordedAt = $now, on.keys = row.dataKeys
}
UNWIND $metrics AS row
MATCH (e:Entity {urn: row.evaluation})
MERGE (m:Metric {key: row.properties.key})
MERGE (e)-[measured:MEASURED]->(m)
ON CREATE SET measured.recordedAt = $now
WITH m, row
WHERE m.saidAt IS NULL OR row.properties.saidAt > m.saidAt
  OR row.properties.saidAt = m.saidAt AND row.properties.tie > m.tie
SET m = row.properties, m.recordedAt = $now
WITH m
MATCH (m)<-[:MEASURED]-()<-[:EVALUATED_IN]-(model)
RETURN DISTINCT model.urn AS model
