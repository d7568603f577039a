// Keeps that model versions were measured; of one metric the newest statement counts.
// $rows: urn, name, evaluatedAt, source, actors [one or none], model and data (urns of versions; data may be null),
//   metrics [{key, name, value, text, slice, saidAt}]; $now
// row: none
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (model:Entity {urn: row.model})
MERGE (e:Entity {urn: row.urn})
ON CREATE SET e:Evaluation, e.name = row.name, e.evaluatedAt = row.evaluatedAt, e.sources = [], e.actors = [],
  e.recordedAt = $now
SET e.sources = [s IN e.sources WHERE s < row.source] + row.source + [s IN e.sources WHERE s > row.source],
  e.actors = [a IN e.actors WHERE row.actors = [] OR a < row.actors[0]] + row.actors
    + [a IN e.actors WHERE row.actors <> [] AND a > row.actors[0]]
MERGE (model)-[in:EVALUATED_IN]->(e)
ON CREATE SET in.recordedAt = $now
WITH e, row
CALL (e, row) {
  MATCH (data:Entity {urn: row.data})
  MERGE (e)-[on:ON]->(data)
  ON CREATE SET on.recordedAt = $now
}
UNWIND row.metrics AS metric
MERGE (m:Metric {key: metric.key})
ON CREATE SET m = metric, m.recordedAt = $now
MERGE (e)-[measured:MEASURED]->(m)
ON CREATE SET measured.recordedAt = $now
WITH m, metric
WHERE metric.saidAt > m.saidAt
  OR metric.saidAt = m.saidAt AND [metric.value, metric.text] <> [m.value, m.text]
    AND toString(coalesce(metric.value, '')) + coalesce(metric.text, '') > toString(coalesce(m.value, '')) + coalesce(m.text, '')
SET m = metric, m.recordedAt = $now
