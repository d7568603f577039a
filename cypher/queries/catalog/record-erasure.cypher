// Records that a person is erased: whose address has the hash is the former owner from now on.
// $hash; $former: urn of the former owner; $at, $actor, $reason; $now
// row: none
MERGE (erasure:Erasure {hash: $hash})
SET erasure.former = $former, erasure.at = $at, erasure.actor = $actor, erasure.reason = $reason,
  erasure.recordedAt = $now, erasure.liftedAt = null, erasure.liftedBy = null, erasure.liftedBecause = null
