// All that was ever said of deployments, and the edges and properties that say so.
// $deployments: urns
// row: deployment, statements (properties of each), models (version, model), edges (id, from, role, traffic, source, since, until)
UNWIND $deployments AS urn
MATCH (deployment:Entity {urn: urn})
CALL (urn) {
  MATCH (stated:ServingStated {deployment: urn})
  RETURN collect(properties(stated)) AS statements
}
CALL (statements) {
  UNWIND statements AS stated
  WITH DISTINCT stated.version AS version
  // Without the hint a plan made for a small graph reads all names for each deployment.
  MATCH (named:Entity {urn: version})-[:VERSION_OF]->(model:Model)
  USING INDEX SEEK named:Entity(urn)
  RETURN collect({version: version, model: model.urn}) AS models
}
RETURN urn AS deployment, statements, models,
  [(from)-[serves:FEEDS|FED]->(deployment) WHERE from:ModelVersion OR from:Model | {id: elementId(serves),
    from: from.urn, role: serves.role, traffic: serves.traffic, source: serves.source, since: serves.since,
    until: serves.until}] AS edges
