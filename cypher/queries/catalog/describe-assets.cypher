// Sets the properties that the newest statements give.
// $rows: asset, properties (null takes one away); $now
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (n:Entity {urn: row.asset})
SET n += row.properties, n.described = true, n.recordedAt = $now
