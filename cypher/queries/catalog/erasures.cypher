// Returns which of some addresses are erased.
// $hashes: of the addresses
// row: hash, former (urn of the former owner)
UNWIND $hashes AS hash
MATCH (erasure:Erasure {hash: hash})
WHERE erasure.liftedAt IS NULL
RETURN erasure.hash AS hash, erasure.former AS former
