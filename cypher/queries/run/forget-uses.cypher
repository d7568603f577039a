// Deletes everything derived for the versions of datasets or models, before it is derived again.
// $urns: urns of the datasets or models
// row: data, drops, summarised (urns of versions written by compacted runs)
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $urns AS urn
MATCH (d:Entity {urn: urn})
CALL (d) {
  MATCH (v:Version)-[:VERSION_OF]->(d)
  REMOVE v.eligibleAt, v.at, v.written, v.writer, v.appended, v.sightedAt, v.partial, v.mode, v.partition
  SET v.at = v.registeredAt
  WITH v
  MATCH (v)-[f:FED]-(x)
  WHERE x:Run OR f.binding IN ['CARRIED', 'INFERRED']
  DELETE f
}
RETURN urn AS data, coalesce(d.drops, []) AS drops,
  COLLECT { MATCH (:Summary)-[:FED]->(v:Version)-[:VERSION_OF]->(d) RETURN DISTINCT v.urn } AS summarised
