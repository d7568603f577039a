// All that was ever said of deployments, and the edges and properties that say so.
// $deployments: urns
// row: deployment, statements (properties of each), artifacts (of those that tell an artifact and no version, which versions it may be: artifact,
//   depth (how long the key is that was found), version, told (whether a person said so), madeAt), models (version, model),
//   edges (id, from, role, traffic, source, since, until)
UNWIND $deployments AS urn
MATCH (deployment:Entity {urn: urn})
CALL (urn) {
  MATCH (stated:ServingStated {deployment: urn})
  RETURN collect(properties(stated)) AS statements
}
CALL (statements) {
  UNWIND statements AS stated
  WITH DISTINCT stated.artifact AS artifact, stated.places AS places
  WHERE artifact IS NOT NULL
  UNWIND places AS place
  CALL (place) {
    MATCH (version:ModelVersion {location: place})
    RETURN version, false AS told
    UNION
    MATCH (version:ModelVersion {hash: place})
    RETURN version, false AS told
    UNION
    MATCH (:Alias {key: 'artifact:' + place})-[:IDENTIFIES]->(version:ModelVersion)
    RETURN version, true AS told
  }
  RETURN collect({artifact: artifact, depth: size(place), version: version.urn, told: told, madeAt: version.at}) AS artifacts
}
CALL (statements, artifacts) {
  UNWIND [stated IN statements | stated.version] + [found IN artifacts | found.version] AS version
  WITH DISTINCT version
  // Without the hint a plan made for a small graph reads all names for each deployment.
  MATCH (named:Entity {urn: version})-[:VERSION_OF]->(model:Model)
  USING INDEX SEEK named:Entity(urn)
  RETURN collect({version: version, model: model.urn}) AS models
}
RETURN urn AS deployment, statements, artifacts, models,
  [(from)-[serves:FEEDS|FED]->(deployment) WHERE from:ModelVersion OR from:Model | {id: elementId(serves),
    from: from.urn, role: serves.role, traffic: serves.traffic, source: serves.source, since: serves.since,
    until: serves.until}] AS edges
