// Adds what a transaction changed to the end of the tail, which stays locked until the commit: numbers are committed in their order, without gaps.
// $rows: urn, change; $now
// row: none
// allow: Eager because it holds back the rows of one batch, never of the graph
MERGE (tail:ChangeTail {name: 'assets'})
SET tail.changedAt = $now
WITH tail
SET tail.seq = coalesce(tail.seq, 0) + size($rows)
WITH tail.seq - size($rows) AS before
UNWIND range(0, size($rows) - 1) AS i
WITH before + i + 1 AS seq, $rows[i] AS row
OPTIONAL MATCH (named:Entity {urn: row.urn})
// A registration is announced as the version that it shares.
WITH seq, row, coalesce(head([(named)-[:IDENTIFIES]->(shared) WHERE named:Version | shared]), named) AS asset
CREATE (change:Change {seq: seq, id: coalesce(asset.urn, row.urn), change: row.change, at: $now,
  kind: head([label IN ['Dataset', 'DatasetVersion', 'Job', 'Run', 'Model', 'ModelVersion', 'Deployment', 'Application']
    WHERE label IN labels(asset)])})
