// Returns all statements about the assets that applications use, and the edges derived from them.
// $applications: urns
// row: application, statements (properties of each), edges (id, from, type, to, properties of each)
UNWIND $applications AS urn
MATCH (application:Entity {urn: urn})
CALL (urn) {
  MATCH (stated:ConsumptionStated {application: urn})
  RETURN collect(properties(stated)) AS statements
}
RETURN urn AS application, statements,
  [(from:Deployment)-[uses:FEEDS|FED]->(application) | {id: elementId(uses), from: from.urn, type: type(uses),
    to: urn, properties: properties(uses)}] AS edges
