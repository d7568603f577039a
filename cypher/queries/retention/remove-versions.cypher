// Deletes versions that only summaries know and no curator described, except the newest old one: later reads may be bound to it.
// $summary: urn; $ids: internal node ids of the versions; $assets: urns of their datasets or models, in lock order
// $before: latest time of old versions; $now
// row: none
// allow: Eager because it buffers the versions of one job and day
CALL () {
  UNWIND $assets AS urn
  MATCH (d:Entity {urn: urn})
  SET d.recordedAt = d.recordedAt
  WITH d
  CALL (d) {
    MATCH (n:Version)
    WHERE n.asset = d.urn AND n.eligibleAt < $before
    RETURN n ORDER BY n.asset DESC, n.eligibleAt DESC, n.version DESC LIMIT 1
    UNION
    MATCH (n:Version)
    WHERE n.asset = d.urn AND n.at < $before
    RETURN n ORDER BY n.asset DESC, n.at DESC, n.version DESC LIMIT 1
  }
  RETURN collect(id(n)) AS newest
}
CALL (newest) {
  UNWIND $ids AS id
  MATCH (v:Version)
  WHERE id(v) = id AND NOT id IN newest AND coalesce(v.at < $before, true) AND v.registeredAt IS NULL
    AND NOT EXISTS { (v)-[:FED]-(:Run) } AND v.curated IS NULL
    AND NOT EXISTS { (v)-[:EVALUATED_IN|FEEDS|OWNS|OWNED|APPLIES_TO|APPLIED_TO]-() }
    AND NOT EXISTS { MATCH (v)<-[:ON]-(e:Evaluation) WHERE e.run IS NULL }
  RETURN collect(v) AS going
}
CALL (going) {
  UNWIND going AS v
  MATCH (s:Summary)-[:FED]->(v)-[:FED]->(next:Version)
  WHERE NOT next IN going
  MERGE (s)-[f:FED {binding: 'CARRIED'}]->(next)
  ON CREATE SET f.recordedAt = $now
}
CALL (going) {
  UNWIND going AS v
  MATCH (s:Summary)-[:FED]->(v)<-[:FED]-(former:Version)
  WHERE NOT former IN going
  MERGE (former)-[f:FED {binding: 'CARRIED'}]->(s)
  ON CREATE SET f.recordedAt = $now
}
CALL (going) {
  UNWIND going AS v
  CALL (v) {
    MATCH (revision:Revision)-[:REVISES]->(v)
    DETACH DELETE revision
  }
  CALL (v) {
    MATCH (v)<-[:ON]-(e:Evaluation)
    CALL (e) {
      MATCH (e)-[:MEASURED]->(metric:Metric)
      DETACH DELETE metric
    }
    DETACH DELETE e
  }
  CALL (v) {
    MATCH (c:CountStated)
    WHERE c.counted = v.urn AND c.rank IS NOT NULL
    DELETE c
  }
  DETACH DELETE v
}
WITH size(going) AS gone
WHERE gone = size($ids)
MATCH (s:Summary {urn: $summary})
REMOVE s.open
