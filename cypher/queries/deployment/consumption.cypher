// All that was ever said of what applications use, and the edges that say so.
// $applications: urns
// row: application, statements (properties of each), edges (id, from, source, since, until)
UNWIND $applications AS urn
MATCH (application:Entity {urn: urn})
CALL (urn) {
  MATCH (stated:ConsumptionStated {application: urn})
  RETURN collect(properties(stated)) AS statements
}
RETURN urn AS application, statements,
  [(from:Deployment)-[uses:FEEDS|FED]->(application) | {id: elementId(uses), from: from.urn, source: uses.source,
    since: uses.since, until: uses.until}] AS edges
