// Counts the rejected payloads.
// $source: name of the source; null: all
// row: total
MATCH (payload:RejectedPayload) WHERE payload.receivedAt IS NOT NULL AND ($source IS NULL OR payload.source = $source)
RETURN count(payload) AS total
