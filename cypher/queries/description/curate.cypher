// Writes the names of curated properties of assets, and their conflicts with sources.
// $rows: asset, names (of the facet groups concerned), curated (the curated ones among them), conflicts [properties
//   of a Conflict: key, asset, property, curated and captured (JSON), curatedBy, curatedAt, capturedFrom, capturedAt]; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (n:Entity {urn: row.asset})
WITH n, row, COLLECT {
  UNWIND [name IN coalesce(n.curated, []) WHERE NOT name IN row.names] + row.curated AS name
  WITH DISTINCT name
  RETURN name ORDER BY name
} AS curated
SET n.curated = CASE WHEN curated = [] THEN null ELSE curated END
WITH n, row
CALL (n, row) {
  MATCH (old:Conflict)-[:ABOUT]->(n)
  WHERE old.property IN row.names
  DETACH DELETE old
}
UNWIND row.conflicts AS conflict
CREATE (c:Conflict)-[:ABOUT {recordedAt: $now}]->(n)
SET c = conflict, c.recordedAt = $now
