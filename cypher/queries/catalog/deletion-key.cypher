// Returns the key of the records of deletions; the first call creates it.
// $value: a new random key
// row: value
// allow: Eager because it is about one node
MERGE (key:DeletionKey {name: 'deletions'})
ON CREATE SET key.value = $value
RETURN key.value AS value
