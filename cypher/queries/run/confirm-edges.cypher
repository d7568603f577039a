// Moves the last confirmation of standing edges that go on.
// $rows: from, to, source, since, lastConfirmed, via (the models that it follows)
UNWIND $rows AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
MATCH (a)-[f:FEEDS|FED|SUPPRESSED]->(b)
WHERE f.source = row.source AND f.since = row.since
SET f.lastConfirmed = row.lastConfirmed, f.via = nullIf(row.via, [])
