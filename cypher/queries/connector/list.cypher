// Keeps what a source lists of a collection now.
// $key: of source and collection; $listed: its entries
// row: none
MERGE (watermark:Watermark {key: $key})
SET watermark.listed = $listed
