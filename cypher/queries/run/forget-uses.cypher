// Takes away all that was derived of the versions of data, to be derived anew.
// $urns: of the data
// row: data, drops, summarised (urns of versions that were written by runs which are no longer kept)
// allow: Eager because it holds back the rows of one batch, never of the graph
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
