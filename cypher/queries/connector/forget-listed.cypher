// Deletes the entries that mention a name from the lists of sources; a source that lists them again is read again.
// $patterns: names as regular expressions
// row: none
// allow: Eager because a deletion is rare, and sources have a few hundred collections
MATCH (watermark:Watermark) WHERE watermark.key > ''
  AND any(line IN watermark.listed WHERE any(pattern IN $patterns WHERE line =~ pattern))
SET watermark.listed = [line IN watermark.listed WHERE NOT any(pattern IN $patterns WHERE line =~ pattern)]
