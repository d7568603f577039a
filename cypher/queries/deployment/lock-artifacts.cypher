// Serializes the transactions that identify artifacts or record their servings: the second one sees the result of the first.
// $now
// row: none
MERGE (lock:ArtifactLock {name: 'artifacts'})
SET lock.at = $now
