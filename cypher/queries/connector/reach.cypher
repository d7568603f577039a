// Stores the watermark of a collection of a source; it never decreases.
// $key: source and collection; $upTo
// row: none
MERGE (watermark:Watermark {key: $key})
SET watermark.upTo = CASE WHEN watermark.upTo > $upTo THEN watermark.upTo ELSE $upTo END
