// Deletes the fields of merged datasets before they are derived again.
// $datasets: urns
// row: dataset (urn of one that their fields fed)
// allow: Eager because it buffers the fields of one batch, never of the graph
UNWIND $datasets AS urn
MATCH (:Entity {urn: urn})-[:HAS_FIELD|HAD_FIELD]->(field:Field)
WITH collect(DISTINCT field) AS fields
CALL (fields) {
  UNWIND fields AS field
  MATCH (field)-[:FEEDS|FED]->(fed:Field)
  WHERE NOT fed IN fields
  RETURN collect(DISTINCT fed.dataset) AS datasets
}
CALL (fields) {
  UNWIND fields AS field
  DETACH DELETE field
}
UNWIND datasets AS dataset
RETURN dataset
