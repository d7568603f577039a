// Keeps the words by which things are found.
// $rows: urn, whole (names as one word each), names and fields (their words)
// row: none
UNWIND $rows AS row
MATCH (node:Entity {urn: row.urn})
SET node.searchWhole = row.whole, node.searchNames = row.names,
  node.searchFields = CASE WHEN row.fields = '' THEN null ELSE row.fields END
