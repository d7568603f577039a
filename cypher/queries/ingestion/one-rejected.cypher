// Returns a rejected payload by id.
// $id: the id
// row: id, source, receivedAt, pointer, reason, payload, complete, actor, count
MATCH (payload:RejectedPayload {id: $id})
RETURN payload.id AS id, payload.source AS source, payload.receivedAt AS receivedAt, payload.pointer AS pointer,
       payload.reason AS reason, payload.payload AS payload, payload.complete AS complete, payload.actor AS actor,
       payload.count AS count
