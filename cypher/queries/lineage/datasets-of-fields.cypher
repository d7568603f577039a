// The data that fields are of.
// $fields: urns
// row: field, dataset (urns)
UNWIND $fields AS urn
MATCH (field:Entity {urn: urn})
RETURN urn AS field, field.dataset AS dataset
