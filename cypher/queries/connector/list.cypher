// Stores the present list of a collection of a source.
// $key: source and collection; $listed: entries
// row: none
MERGE (watermark:Watermark {key: $key})
SET watermark.listed = $listed
