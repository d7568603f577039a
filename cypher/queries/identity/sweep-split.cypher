// Takes away versions of an asset of which nothing is left since another one was split off; of the versions of both it tells
// whether more than their name is known.
// $from, $to: urns of both
// row: none
// allow: Eager because it is about two assets
CALL () {
  MATCH (v:Version)-[:VERSION_OF]->(:Entity {urn: $from})
  WHERE v.registeredAt IS NULL AND NOT EXISTS { (v)-[:FED|FEEDS|EVALUATED_IN|ON|REVISES|DEPENDS_ON]-() }
  DETACH DELETE v
}
UNWIND [$from, $to] AS urn
MATCH (v:Version)-[:VERSION_OF]->(:Entity {urn: urn})
SET v.described = v.registeredAt IS NOT NULL OR EXISTS { (:Revision)-[:REVISES]->(v) }
