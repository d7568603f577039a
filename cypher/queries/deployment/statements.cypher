// Returns all statements about deployments, and the edges and properties derived from them.
// $deployments: urns
// row: deployment, statements (properties of each), artifacts (candidate versions of the stated artifacts: artifact,
//   depth (length of the matched key), version, assigned (whether a curator assigned it), revision (whether the artifact is a
//   Hub repository without a revision and the version one of its revisions), madeAt), shared (version, shared:
//   the shared version that it is part of), models (version, model),
//   newest (for statements with a model and no version the newest version by then: key, at, version (null: none), model), edges (id, from,
//   type, to, properties of each)
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
    MATCH (version:Version {location: place})
    RETURN version, false AS assigned, false AS revision
    UNION
    MATCH (version:Version {hash: place})
    RETURN version, false AS assigned, false AS revision
    UNION
    MATCH (:Alias {key: 'artifact:' + place})-[:IDENTIFIES]->(version:Version)
    RETURN version, true AS assigned, false AS revision
    UNION
    WITH place WHERE place STARTS WITH 'hf://'
    MATCH (version:Version)
    WHERE version.location STARTS WITH place + ':'
    RETURN version, false AS assigned, true AS revision
  }
  WITH artifact, place, version, assigned, revision
  WHERE version:ModelVersion OR version:Alias
  RETURN collect({artifact: artifact, depth: size(place),
    version: coalesce(head([(version)-[:IDENTIFIES]->(shared) | shared.urn]), version.urn), assigned: assigned, revision: revision, madeAt: version.at}) AS artifacts
}
CALL (statements) {
  UNWIND statements AS stated
  WITH DISTINCT stated.version AS version
  MATCH (named:Entity {urn: version})-[:IDENTIFIES]->(known:ModelVersion)
  USING INDEX SEEK named:Entity(urn)
  RETURN collect({version: version, shared: known.urn}) AS shared
}
CALL (statements) {
  UNWIND statements AS stated
  WITH DISTINCT stated.model AS key, stated.at AS at
  WHERE key IS NOT NULL
  CALL (key) {
    MATCH (model:Entity {urn: key})
    RETURN model
    UNION
    MATCH (:Alias {key: key})-[:IDENTIFIES]->(model:Model)
    RETURN model
  }
  OPTIONAL CALL (model, at) {
    MATCH (v:Version)
    WHERE v.asset = model.urn AND v.at <= at AND NOT coalesce(v.partial, false)
    RETURN v ORDER BY v.asset DESC, v.at DESC, v.version DESC LIMIT 1
  }
  RETURN collect({key: key, at: at, model: model.urn,
    version: coalesce(head([(v)-[:IDENTIFIES]->(known:ModelVersion) | known.urn]), v.urn)}) AS newest
}
CALL (statements, artifacts, shared, newest) {
  UNWIND [stated IN statements | stated.version] + [found IN artifacts | found.version] + [one IN shared | one.shared]
    + [one IN newest | one.version] AS version
  WITH DISTINCT version
  // Without the hint, a plan made for a small graph reads all names for each deployment.
  MATCH (named:Entity {urn: version})-[:VERSION_OF]->(model:Model)
  USING INDEX SEEK named:Entity(urn)
  RETURN collect({version: version, model: model.urn}) AS models
}
RETURN urn AS deployment, statements, artifacts, shared, newest, models,
  [(from)-[serves:FEEDS|FED]->(deployment) WHERE from:ModelVersion OR from:Model OR from:Version | {id: elementId(serves),
    from: from.urn, type: type(serves), to: urn, properties: properties(serves)}] AS edges
