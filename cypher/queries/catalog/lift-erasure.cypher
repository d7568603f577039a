// Ends the suppression of an erased address.
// $hash; $at, $actor, $reason
// row: hash (of the suppressed address)
MATCH (erasure:Erasure {hash: $hash})
WHERE erasure.liftedAt IS NULL
SET erasure.liftedAt = $at, erasure.liftedBy = $actor, erasure.liftedBecause = $reason
RETURN erasure.hash AS hash
