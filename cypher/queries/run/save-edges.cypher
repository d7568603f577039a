// Writes standing edges: present tense while they hold, past tense once they ended.
// $rows: from, to, type, properties (source, since, until, lastConfirmed, via: the models whose edges it follows); $now
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (a:Entity {urn: row.from})
MATCH (b:Entity {urn: row.to})
// What a person unlinked stays out of sight.
CREATE (a)-[f:$(CASE WHEN EXISTS { (a)-[:UNLINKED]->(b) } THEN 'SUPPRESSED' ELSE row.type END)]->(b)
SET f = row.properties, f.via = nullIf(row.properties.via, []), f.recordedAt = $now
