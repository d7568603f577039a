// Lets nobody else learn what artifacts are, or say that they serve, until the transaction ends: who is second sees what the first one wrote.
// $now
// row: none
MERGE (lock:ArtifactLock {name: 'artifacts'})
SET lock.at = $now
