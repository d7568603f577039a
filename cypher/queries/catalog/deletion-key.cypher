// Returns the key of the deletion records; the first call creates it.
// $value: a new random key
// row: value
// allow: Eager because it affects one node
MERGE (key:DeletionKey {name: 'deletions'})
ON CREATE SET key.value = $value
RETURN key.value AS value
