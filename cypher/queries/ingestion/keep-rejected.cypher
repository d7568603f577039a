// Keeps rejected payloads, or counts those that are kept already.
// $payloads: rows of id (made of source and payload), source, pointer, reason, payload, complete, actor, receivedAt
//   and count (how often the request has it)
// row: none
UNWIND $payloads AS row
MERGE (payload:RejectedPayload {id: row.id})
SET payload.source = row.source, payload.receivedAt = row.receivedAt, payload.pointer = row.pointer,
    payload.reason = row.reason, payload.payload = row.payload, payload.complete = row.complete,
    payload.actor = row.actor, payload.count = coalesce(payload.count, 0) + row.count,
    payload.firstAt = coalesce(payload.firstAt, row.receivedAt)
