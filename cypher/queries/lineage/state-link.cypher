// Records that a curator linked or unlinked two assets; a repetition of the newest statement is ignored.
// $said: from, to, linked, note, at, actor
// $now
// row: none
// allow: Eager because it affects one statement
OPTIONAL CALL () {
  MATCH (last:LinkStated {from: $said.from, to: $said.to})
  RETURN last ORDER BY last.at DESC, last.linked LIMIT 1
}
WITH last
WHERE coalesce(last.linked <> $said.linked OR coalesce(last.note, '') <> coalesce($said.note, last.note, ''), true)
CREATE (stated:LinkStated)
SET stated = $said, stated.recordedAt = $now
