// Connects stated versions without a writer to the newest version that was eligible at their first sighting.
// $versions: urns; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $versions AS urn
MATCH (v:Entity {urn: urn})
OPTIONAL CALL (v) {
  MATCH ()-[f:FED]->(:Run|Summary)
  WHERE f.reads = v.urn AND f.at IS NOT NULL AND NOT v.written
  RETURN f.at AS sightedAt ORDER BY f.reads, f.at LIMIT 1
}
SET v.sightedAt = sightedAt
WITH v, sightedAt
OPTIONAL CALL (v, sightedAt) {
  MATCH (n:Version)
  WHERE n.asset = v.asset AND n.eligibleAt <= sightedAt
  RETURN n ORDER BY n.asset DESC, n.eligibleAt DESC, n.version DESC LIMIT 1
}
CALL (v, n) {
  MATCH (old:Version)-[f:FED {binding: 'INFERRED'}]->(v)
  WHERE n IS NULL OR old <> n
  DELETE f
}
WITH v, n
WHERE n IS NOT NULL
MERGE (n)-[f:FED {binding: 'INFERRED'}]->(v)
ON CREATE SET f.recordedAt = $now
