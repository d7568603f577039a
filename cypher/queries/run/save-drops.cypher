// Remembers when data was dropped.
// $rows: data, at, key (under which it was stated)
// row: job, at; the jobs whose edges into the data end with it
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (d:Entity {urn: row.data})
SET d.drops = COLLECT { UNWIND coalesce(d.drops, []) + row.at AS at WITH DISTINCT at RETURN at ORDER BY at }
WITH d, row
CALL (d, row) {
  MATCH (alias:Alias {key: row.key})-[:IDENTIFIES]->(d)
  SET alias.drops = COLLECT { UNWIND coalesce(alias.drops, []) + row.at AS at WITH DISTINCT at RETURN at ORDER BY at }
}
WITH d, row
MATCH (j:Job)-[:FEEDS|FED|SUPPRESSED]->(d)
RETURN DISTINCT j.urn AS job, row.at AS at
