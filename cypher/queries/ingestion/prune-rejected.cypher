// Deletes the oldest rejected payloads beyond a maximum number.
// $most: maximum number
// row: none
MATCH (payload:RejectedPayload) WHERE payload.receivedAt IS NOT NULL
WITH payload ORDER BY payload.receivedAt DESC SKIP $most
DETACH DELETE payload
