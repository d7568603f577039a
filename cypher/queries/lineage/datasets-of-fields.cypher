// Returns the datasets of fields.
// $fields: urns
// row: field, dataset (urns)
UNWIND $fields AS urn
MATCH (field:Entity {urn: urn})
WHERE {{visible-urn(urn: field.dataset)}}
RETURN urn AS field, field.dataset AS dataset
