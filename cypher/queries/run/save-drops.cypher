// Remembers when data was dropped.
// $rows: data, at, key (under which it was stated), fed (urns of data: edges into them may end with it, or have ended with it)
// row: job, at; the jobs of these edges
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (d:Entity {urn: row.data})
SET d.drops = COLLECT { UNWIND coalesce(d.drops, []) + row.at AS at WITH DISTINCT at RETURN at ORDER BY at }
WITH d, row
CALL (d, row) {
  MATCH (alias:Alias {key: row.key})-[:IDENTIFIES]->(d)
  SET alias.drops = COLLECT { UNWIND coalesce(alias.drops, []) + row.at AS at WITH DISTINCT at RETURN at ORDER BY at }
}
WITH row
UNWIND row.fed AS urn
MATCH (j:Job)-[:FEEDS|FED|SUPPRESSED]->(:Entity {urn: urn})
RETURN DISTINCT j.urn AS job, row.at AS at
