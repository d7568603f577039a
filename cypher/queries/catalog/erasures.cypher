// Returns the erased addresses among some addresses.
// $hashes: hashes of the addresses
// row: hash, former (urn of the former owner)
UNWIND $hashes AS hash
MATCH (erasure:Erasure {hash: hash})
WHERE erasure.liftedAt IS NULL
RETURN erasure.hash AS hash, erasure.former AS former
