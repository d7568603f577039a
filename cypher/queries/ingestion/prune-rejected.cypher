// Forgets the oldest refused payloads beyond a number.
// $most: how many are kept
// row: none
MATCH (payload:RejectedPayload) WHERE payload.receivedAt IS NOT NULL
WITH payload ORDER BY payload.receivedAt DESC SKIP $most
DETACH DELETE payload
