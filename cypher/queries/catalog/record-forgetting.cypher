// Records that an asset is forgotten, without its content: its name is a hash.
// $forgotten: key, name (the hash), kind, at, reason, actor
// row: none
CREATE (forgotten:Forgotten)
SET forgotten = $forgotten, forgotten.recordedAt = datetime()
