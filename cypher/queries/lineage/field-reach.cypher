// Returns the fields derived from columns, and the pairs of datasets on the way with known column lineage.
// $fields: urns of the start columns
// row: one row: starts (urns of existing start columns), fields [{urn, name, dataset (urn), next (urns)}],
//   known [{from, to} (urns of datasets)]: a column of from feeds a column of to
UNWIND $fields AS urn
MATCH (root:Entity {urn: urn})
WHERE root:Field AND {{visible-urn(urn: root.dataset)}}
WITH collect(root) AS roots
CALL (roots) {
  UNWIND roots AS root
  MATCH (root)(()-[r:FEEDS|FED]->(next:Field)
    WHERE {{field-edge-holds(edge: r)}} AND {{visible-urn(urn: next.dataset)}})*(field)
  RETURN collect(DISTINCT field) AS fields
}
CALL (fields) {
  UNWIND fields AS field
  WITH DISTINCT field.dataset AS urn
  MATCH (data:Entity {urn: urn})-[:HAS_FIELD|HAD_FIELD]->(:Field)-[r:FEEDS|FED]->(next:Field)
  WHERE {{field-edge-holds(edge: r)}} AND {{visible-urn(urn: next.dataset)}}
  WITH DISTINCT urn, next.dataset AS to
  RETURN collect({from: urn, to: to}) AS known
}
RETURN [root IN roots | root.urn] AS starts, known, [field IN fields | {
  urn: field.urn, name: field.name, dataset: field.dataset,
  next: COLLECT {
    MATCH (field)-[r:FEEDS|FED]->(next:Field)
    WHERE {{field-edge-holds(edge: r)}} AND {{visible-urn(urn: next.dataset)}}
    RETURN DISTINCT next.urn
  }
}] AS fields
