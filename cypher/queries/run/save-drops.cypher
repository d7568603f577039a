// Stores the times at which datasets were dropped.
// $rows: data, at, key (that it was stated under), fed (urns of datasets: edges into them may end, or have ended, with it)
// row: job, at; the jobs of these edges
// allow: Eager because it buffers the rows of one batch, never of the graph
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
