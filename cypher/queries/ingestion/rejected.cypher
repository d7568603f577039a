// Returns one page of rejected payloads, newest first.
// $source: name of the source; null: all
// $after: position of the last row of the previous page, '<milliseconds, 20 digits> <id>', or ''
// $fetch: page size
// row: id, source, receivedAt, pointer, reason, payload, complete, actor, count
MATCH (payload:RejectedPayload)
WHERE payload.receivedAt <= CASE $after WHEN '' THEN datetime('9999-12-31T00:00:00Z') ELSE datetime({epochMillis: toInteger(left($after, 20))}) END
  AND ($after = '' OR payload.receivedAt < datetime({epochMillis: toInteger(left($after, 20))}) OR payload.id < substring($after, 21))
  AND ($source IS NULL OR payload.source = $source)
RETURN payload.id AS id, payload.source AS source, payload.receivedAt AS receivedAt, payload.pointer AS pointer,
       payload.reason AS reason, payload.payload AS payload, payload.complete AS complete, payload.actor AS actor,
       payload.count AS count
ORDER BY receivedAt DESC, id DESC LIMIT $fetch
