// Returns the present fields of datasets in schema order; without a schema the mentioned fields, by name.
// $datasets: urns
// row: dataset, fields [properties]
UNWIND $datasets AS urn
MATCH (data:Entity {urn: urn})
WHERE {{visible(asset: data)}}
RETURN urn AS dataset, COLLECT {
  MATCH (data)-[has:HAS_FIELD]->(field:Field)
  WHERE field.name <> '*' AND (data.schema IS NULL OR has.mentioned IS NULL)
  RETURN properties(field) ORDER BY field.position, field.name
} AS fields
