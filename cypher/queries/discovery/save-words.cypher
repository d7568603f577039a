// Writes the search properties of assets, teams and persons.
// $rows: urn, whole (each name as one word), names and fields (their words)
// row: none
UNWIND $rows AS row
MATCH (node:Entity {urn: row.urn})
SET node.searchWhole = row.whole, node.searchNames = row.names,
  node.searchFields = CASE WHEN row.fields = '' THEN null ELSE row.fields END
