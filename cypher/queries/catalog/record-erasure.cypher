// Records the erasure of a person: the former owner replaces the person whose address has the hash.
// $hash; $former: urn of the former owner; $at, $actor, $reason; $now
// row: none
MERGE (erasure:Erasure {hash: $hash})
SET erasure.former = $former, erasure.at = $at, erasure.actor = $actor, erasure.reason = $reason,
  erasure.recordedAt = $now, erasure.liftedAt = null, erasure.liftedBy = null, erasure.liftedBecause = null
