// Stores the measurements that runs made on data that they read or wrote; the newest statement of a metric wins. The versions are
// resolved from the runs later.
// $rows: urn, name, run, data (key that the run named), version (null: the run named none), written, statedAt, source, actors [name of the actor, or empty]
// $metrics: evaluation (urn), properties (key, name, value, text, slice, column, success, saidAt, tie: tie-breaker for equal times); each key once
// $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
CALL () {
  UNWIND $rows AS row
  MERGE (e:Entity {urn: row.urn})
  ON CREATE SET e:Evaluation, e.name = row.name, e.run = row.run, e.data = row.data, e.version = row.version,
    e.written = row.written, e.sources = [], e.actors = [], e.recordedAt = $now
  SET e.statedAt = CASE WHEN e.statedAt <= row.statedAt THEN e.statedAt ELSE row.statedAt END,
    e.sources = [s IN e.sources WHERE s < row.source] + row.source + [s IN e.sources WHERE s > row.source],
    e.actors = [a IN e.actors WHERE row.actors = [] OR a < row.actors[0]] + row.actors
      + [a IN e.actors WHERE row.actors <> [] AND a > row.actors[0]]
  SET e.evaluatedAt = e.statedAt
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
