// Deletes rejected payloads that mention a name.
// $names: in lower case; $patterns: the same as regular expressions
// row: none
// allow: Eager because a deletion is rare, and a limited number of payloads is kept
MATCH (payload:RejectedPayload) WHERE payload.receivedAt IS NOT NULL
  AND any(name IN $names WHERE toLower(payload.payload + ' ' + payload.reason) CONTAINS name)
  AND any(pattern IN $patterns WHERE payload.payload + ' ' + payload.reason =~ pattern)
DETACH DELETE payload
