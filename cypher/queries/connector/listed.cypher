// What a source listed of a collection the last time.
// $key: of source and collection
// row: listed (entries); none when it never did
MATCH (watermark:Watermark {key: $key})
RETURN coalesce(watermark.listed, []) AS listed
