// Stores rejected payloads, or counts those that are already stored.
// $payloads: rows of id (derived from source and payload), source, pointer, reason, payload, complete, actor, receivedAt
//   and count (occurrences in the request)
// row: none
UNWIND $payloads AS row
MERGE (payload:RejectedPayload {id: row.id})
SET payload.source = row.source, payload.receivedAt = row.receivedAt, payload.pointer = row.pointer,
    payload.reason = row.reason, payload.payload = row.payload, payload.complete = row.complete,
    payload.actor = row.actor, payload.count = coalesce(payload.count, 0) + row.count,
    payload.firstAt = coalesce(payload.firstAt, row.receivedAt)
