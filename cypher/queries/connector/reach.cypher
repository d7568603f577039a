// Keeps how far a collection of a source was asked for; it never goes back.
// $key: of source and collection; $upTo
// row: none
MERGE (watermark:Watermark {key: $key})
SET watermark.upTo = CASE WHEN watermark.upTo > $upTo THEN watermark.upTo ELSE $upTo END
