// Returns the registrations of model versions, with the properties stated by each registry.
// $versions: urns
// row: version, urn (of the registration), model (urn), properties
UNWIND $versions AS urn
MATCH (version:Entity {urn: urn})
CALL (version) {
  MATCH (one:Version)-[:IDENTIFIES]->(version)
  RETURN one
  UNION
  WITH version WHERE version:Version
  RETURN version AS one
}
MATCH (one)-[:VERSION_OF]->(model:Model)
WHERE {{visible(asset: model)}}
RETURN urn AS version, one.urn AS urn, model.urn AS model, properties(one) AS properties ORDER BY version, urn
