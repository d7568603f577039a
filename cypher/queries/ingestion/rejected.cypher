// One page of the refused payloads, the newest first.
// $source: of which source; null of all
// $after: the position of the last one seen, '<milliseconds, 20 digits> <id>', or ''
// $fetch: how many at most
// row: id, source, receivedAt, pointer, reason, payload, complete, actor, count
MATCH (payload:RejectedPayload)
WHERE payload.receivedAt <= CASE $after WHEN '' THEN datetime('9999-12-31T00:00:00Z') ELSE datetime({epochMillis: toInteger(left($after, 20))}) END
  AND ($after = '' OR payload.receivedAt < datetime({epochMillis: toInteger(left($after, 20))}) OR payload.id < substring($after, 21))
  AND ($source IS NULL OR payload.source = $source)
RETURN payload.id AS id, payload.source AS source, payload.receivedAt AS receivedAt, payload.pointer AS pointer,
       payload.reason AS reason, payload.payload AS payload, payload.complete AS complete, payload.actor AS actor,
       payload.count AS count
ORDER BY receivedAt DESC, id DESC LIMIT $fetch
