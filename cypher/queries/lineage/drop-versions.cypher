// Takes away implicit versions that turned out never to have been: their run stated a version after all.
// $versions: urns
// row: data, the times at which the version stood in the order, and who read it, to be bound anew
UNWIND $versions AS urn
MATCH (v:Entity {urn: urn})
CALL (v) {
  MATCH (v)-[read:FED]->(r:Run)
  WHERE read.reads IS NOT NULL
  RETURN collect({run: r.urn, key: read.key}) AS reads
}
WITH v, v.asset AS data, v.eligibleAt AS eligibleAt, v.at AS at, reads
DETACH DELETE v
RETURN data, eligibleAt, at, reads
