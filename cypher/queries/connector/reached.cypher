// Returns the watermark of a collection of a source.
// $key: source and collection
// row: upTo; none if there is no watermark
MATCH (watermark:Watermark {key: $key})
RETURN watermark.upTo AS upTo
