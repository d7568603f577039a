// Records that a curator linked or unlinked two assets; a repetition of the newest statement is ignored.
// $link: from, to, linked, note, at, actor
// $now
// row: none
// allow: Eager because it affects one statement
OPTIONAL CALL () {
  MATCH (last:LinkStated {from: $link.from, to: $link.to})
  RETURN last ORDER BY last.at DESC, last.linked LIMIT 1
}
WITH last
WHERE coalesce(last.linked <> $link.linked OR coalesce(last.note, '') <> coalesce($link.note, last.note, ''), true)
CREATE (stated:LinkStated)
SET stated = $link, stated.recordedAt = $now
