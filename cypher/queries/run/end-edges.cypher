// Takes away standing edges that the fold no longer gives in this form; what was told of them stays known.
// $rows: from, to, source, since; $now
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
MATCH (a)-[f:FEEDS|FED|SUPPRESSED]->(b)
WHERE f.source = row.source AND f.since = row.since
CREATE (a)-[told:TOLD]->(b)
SET told = properties(f), told.was = type(f), told.retoldAt = $now
DELETE f
