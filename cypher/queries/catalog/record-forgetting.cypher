// Records a deletion without its content: name is a keyed hash.
// $forgotten: key, name (hash), kind, at, reason, actor; $now
// row: none
CREATE (forgotten:Forgotten)
SET forgotten = $forgotten, forgotten.recordedAt = $now
