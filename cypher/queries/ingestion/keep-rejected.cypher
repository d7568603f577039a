// Keeps a refused payload, or counts one that is kept already.
// $id: made of source and payload
// $source, $pointer, $reason, $payload, $complete, $actor: what is kept
// $receivedAt: when it came
// row: none
MERGE (payload:RejectedPayload {id: $id})
SET payload.source = $source, payload.receivedAt = $receivedAt, payload.pointer = $pointer, payload.reason = $reason,
    payload.payload = $payload, payload.complete = $complete, payload.actor = $actor,
    payload.count = coalesce(payload.count, 0) + 1,
    payload.firstAt = coalesce(payload.firstAt, $receivedAt)
