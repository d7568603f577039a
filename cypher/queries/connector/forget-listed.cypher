// Takes the lines that mention a name out of what connected systems listed: they are read anew if they are listed again.
// $patterns: the names as regular expressions
// row: none
// allow: Eager because a deletion is rare, and connected systems have some hundred collections
MATCH (watermark:Watermark) WHERE watermark.key > ''
  AND any(line IN watermark.listed WHERE any(pattern IN $patterns WHERE line =~ pattern))
SET watermark.listed = [line IN watermark.listed WHERE NOT any(pattern IN $patterns WHERE line =~ pattern)]
