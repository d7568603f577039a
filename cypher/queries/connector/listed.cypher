// Returns the previous list of a collection of a source.
// $key: source and collection
// row: listed (entries); none if there is no list
MATCH (watermark:Watermark {key: $key})
RETURN coalesce(watermark.listed, []) AS listed
