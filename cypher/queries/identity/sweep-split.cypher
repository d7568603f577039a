// Deletes versions of an asset without any edges after a split; updates described of the versions of
// both assets.
// $from, $to: urns of both assets
// row: none
// allow: Eager because it affects two assets
CALL () {
  MATCH (v:Version)-[:VERSION_OF]->(:Entity {urn: $from})
  WHERE v.registeredAt IS NULL AND NOT EXISTS { (v)-[:FED|FEEDS|EVALUATED_IN|ON|REVISES|DEPENDS_ON]-() }
  DETACH DELETE v
}
UNWIND [$from, $to] AS urn
MATCH (v:Version)-[:VERSION_OF]->(:Entity {urn: urn})
SET v.described = v.registeredAt IS NOT NULL OR EXISTS { (:Revision)-[:REVISES]->(v) }
