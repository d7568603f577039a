// Adds runs to the summary of their job and day, moves their edges to it, and deletes the runs.
// $job: urn; $rows: summary (urn), day (its start), ids (internal node ids of runs of that day); $now
// row: none
// allow: Eager because it buffers the runs of one batch, never of the graph
UNWIND $rows AS row
MERGE (s:Summary {urn: row.summary})
ON CREATE SET s.job = $job, s.at = row.day, s.until = row.day + duration({days: 1}), s.runs = 0, s.completed = 0, s.failed = 0,
  s.aborted = 0, s.recordedAt = $now
WITH s, row
MATCH (j:Entity {urn: $job})
MERGE (s)-[of:SUMMARISES]->(j)
ON CREATE SET of.recordedAt = $now
SET j.summarisedUntil = CASE WHEN j.summarisedUntil > s.until THEN j.summarisedUntil ELSE s.until END
WITH s, row
CALL (s, row) {
  UNWIND row.ids AS id
  MATCH (r:Run)
  WHERE id(r) = id
  WITH s, count(r) AS runs, sum(CASE r.state WHEN 'COMPLETE' THEN 1 ELSE 0 END) AS completed,
    sum(CASE r.state WHEN 'FAIL' THEN 1 ELSE 0 END) AS failed, sum(CASE r.state WHEN 'ABORT' THEN 1 ELSE 0 END) AS aborted,
    collect({at: r.errorStatedAt, text: r.error}) AS errors
  SET s.runs = s.runs + runs, s.completed = s.completed + completed, s.failed = s.failed + failed,
    s.aborted = s.aborted + aborted, s.open = true,
    s.error = coalesce(head(COLLECT {
      UNWIND errors AS error WITH error WHERE error.text IS NOT NULL RETURN error.text ORDER BY error.at DESC LIMIT 1
    }), s.error)
}
// The first stated read of an unwritten version determines when it was first seen.
CALL (s, row) {
  UNWIND row.ids AS id
  MATCH (v:DatasetVersion|ModelVersion|Version)-[f:FED]->(r:Run)
  WHERE id(r) = id
  WITH s, v, min(CASE f.binding WHEN 'STATED' THEN f.at END) AS stated
  MERGE (v)-[g:FED]->(s)
  ON CREATE SET g.recordedAt = $now
  SET g.binding = CASE WHEN stated IS NULL THEN g.binding ELSE 'STATED' END,
    g.reads = CASE WHEN stated IS NULL THEN g.reads ELSE v.urn END,
    g.at = CASE WHEN stated IS NULL OR g.at < stated THEN g.at ELSE stated END
}
// Properties of a version are derived from these edges like from the edges of runs.
CALL (s, row) {
  UNWIND row.ids AS id
  MATCH (r:Run)-[f:FED]->(v:DatasetVersion|ModelVersion|Version)
  WHERE id(r) = id
  WITH s, v, min(CASE WHEN f.good THEN f.at END) AS good, min(f.at) AS made, min(f.partition) AS partition,
    max(CASE f.mode WHEN 'OVERWRITE' THEN 2 WHEN 'APPEND' THEN 1 ELSE 0 END) AS mode,
    max(CASE WHEN f.streaming THEN 1 ELSE 0 END) = 1 AS streaming
  MERGE (s)-[g:FED]->(v)
  ON CREATE SET g.recordedAt = $now
  SET g.at = CASE
      WHEN good IS NOT NULL THEN CASE WHEN g.good AND g.at < good THEN g.at ELSE good END
      WHEN g.good OR g.at < made THEN g.at
      ELSE made END
  SET g.good = good IS NOT NULL OR coalesce(g.good, false),
    g.partition = CASE WHEN g.partition < partition THEN g.partition ELSE coalesce(partition, g.partition) END,
    g.mode = CASE WHEN mode = 2 OR g.mode = 'OVERWRITE' THEN 'OVERWRITE' WHEN mode = 1 OR g.mode = 'APPEND' THEN 'APPEND' END,
    g.streaming = streaming OR coalesce(g.streaming, false)
  WITH s, v
  MATCH (v)-[:VERSION_OF]->(data)
  MERGE (s)-[of:SUMMARISES]->(data)
  ON CREATE SET of.recordedAt = $now
  WITH DISTINCT s, v
  // The only writer is one of these runs.
  WHERE v.writer IS NOT NULL
  SET v.writer = s.urn
}
CALL (row) {
  UNWIND row.ids AS id
  MATCH (r:Run)
  WHERE id(r) = id
  CALL (r) {
    MATCH (e:Execution {urn: r.execution})
    SET e.summarised = true
  }
  CALL (r) {
    MATCH (revision:Revision)-[:REVISES]->(r)
    DETACH DELETE revision
  }
  // The count of a version stays; it is deleted with the version.
  CALL (r) {
    MATCH (c:CountStated)
    WHERE c.run = r.urn
    OPTIONAL CALL (c) {
      MATCH (top:CountStated)
      WHERE top.counted = c.counted AND top.rank IS NOT NULL
      RETURN top.key AS chosen ORDER BY top.counted DESC, top.rank DESC LIMIT 1
    }
    WITH c WHERE coalesce(c.key <> chosen, true)
    DELETE c
  }
  CALL (r) {
    MATCH (r)-[:MEASURED]->(metric:Metric)
    DETACH DELETE metric
  }
  DETACH DELETE r
}
