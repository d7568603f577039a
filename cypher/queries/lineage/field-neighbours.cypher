// Returns the present upstream or downstream fields of fields, by dataset and name.
// $fields: urns
// $down: true for downstream fields, false for upstream fields
// row: field (urn), neighbours [properties]
UNWIND $fields AS urn
MATCH (field:Entity {urn: urn})
RETURN urn AS field, COLLECT {
  MATCH (field)-[:FEEDS]->(next:Field) WHERE $down AND {{visible-urn(urn: next.dataset)}}
  RETURN properties(next) ORDER BY next.dataset, next.name
} + COLLECT {
  MATCH (field)<-[:FEEDS]-(next:Field) WHERE NOT $down AND {{visible-urn(urn: next.dataset)}}
  RETURN properties(next) ORDER BY next.dataset, next.name
} AS neighbours
