// Writes the fields of datasets and their column lineage according to the statements.
// $datasets: urns
// $fields: dataset, urn, name, properties, spans [{type, since, until}]: all present and past fields
// $feeds: fromData, from, fromName, toData, to, toName, transformations, spans [{type, since, until}]: all present and past column lineage
// $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the fields of one batch, never of the graph
CALL () {
  UNWIND $datasets AS urn
  MATCH (:Entity {urn: urn})-[has:HAS_FIELD|HAD_FIELD]->(field:Field)
  CALL (field) {
    MATCH (field)<-[feeds:FEEDS|FED]-(:Field)
    DELETE feeds
  }
  WITH has WHERE NOT coalesce(has.mentioned, false)
  DELETE has
}
CALL () {
  UNWIND $fields AS row
  MATCH (data:Entity {urn: row.dataset})
  MERGE (field:Entity {urn: row.urn})
  ON CREATE SET field:Field, field.dataset = row.dataset, field.name = row.name
  SET field += row.properties, field.recordedAt = $now
  WITH data, field, row
  CALL (data, field) {
    MATCH (data)-[mention:HAS_FIELD {mentioned: true}]->(field)
    DELETE mention
  }
  UNWIND row.spans AS span
  CREATE (data)-[has:$(span.type)]->(field)
  SET has.since = span.since, has.until = span.until, has.recordedAt = $now
}
UNWIND $feeds AS row
MATCH (fromData:Entity {urn: row.fromData})
MATCH (toData:Entity {urn: row.toData})
MERGE (from:Entity {urn: row.from})
ON CREATE SET from:Field, from.dataset = row.fromData, from.name = row.fromName, from.recordedAt = $now
MERGE (to:Entity {urn: row.to})
ON CREATE SET to:Field, to.dataset = row.toData, to.name = row.toName, to.recordedAt = $now
WITH fromData, toData, from, to, row
CALL (fromData, from) {
  WITH fromData, from WHERE NOT EXISTS { (fromData)-[:HAS_FIELD|HAD_FIELD]->(from) }
  CREATE (fromData)-[:HAS_FIELD {mentioned: true, recordedAt: $now}]->(from)
}
CALL (toData, to) {
  WITH toData, to WHERE NOT EXISTS { (toData)-[:HAS_FIELD|HAD_FIELD]->(to) }
  CREATE (toData)-[:HAS_FIELD {mentioned: true, recordedAt: $now}]->(to)
}
UNWIND row.spans AS span
CREATE (from)-[feeds:$(span.type)]->(to)
SET feeds.since = span.since, feeds.until = span.until, feeds.transformations = row.transformations, feeds.recordedAt = $now
