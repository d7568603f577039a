// How many refused payloads are kept.
// $source: of which source; null of all
// row: total
MATCH (payload:RejectedPayload) WHERE payload.receivedAt IS NOT NULL AND ($source IS NULL OR payload.source = $source)
RETURN count(payload) AS total
