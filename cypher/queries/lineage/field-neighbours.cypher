// Which fields feed fields now, or are fed by them, by data and name.
// $fields: urns
// $down: true for what they feed, false for what feeds them
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
