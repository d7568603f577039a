// How far a collection of a source was asked for.
// $key: of source and collection
// row: upTo; none when it never was
MATCH (watermark:Watermark {key: $key})
RETURN watermark.upTo AS upTo
