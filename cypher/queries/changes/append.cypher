// Appends the changes of a transaction to the change log, each once. The log stays locked until the commit, so that sequence numbers
// have commit order and no gaps. A registration is published as the version that it shares.
// $rows: urn, change, sealed (for a deletion: the encrypted id, which replaces the id); $kinds: labels of all asset kinds; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
CALL () {
  UNWIND $rows AS row
  OPTIONAL MATCH (named:Entity {urn: row.urn})
  WITH row, coalesce(head([(named)-[:IDENTIFIES]->(shared) WHERE named:Version | shared]), named) AS asset
  WITH DISTINCT CASE WHEN row.sealed IS NULL THEN coalesce(asset.urn, row.urn) END AS id, row.sealed AS sealed, row.change AS change,
    head([label IN labels(asset) WHERE label IN $kinds]) AS kind
  RETURN collect({id: id, sealed: sealed, change: change, kind: kind}) AS changes
}
MERGE (tail:ChangeTail {name: 'assets'})
SET tail.changedAt = $now
WITH tail, changes
SET tail.seq = coalesce(tail.seq, 0) + size(changes)
WITH tail.seq - size(changes) AS before, changes
UNWIND range(0, size(changes) - 1) AS i
CREATE (change:Change {seq: before + i + 1, at: $now})
SET change += changes[i]
