// Locks nodes in urn order, to serialize the derivation from statements about one asset.
// $urns: urns, sorted
// row: urn
// allow: Eager because all locks precede any other operation, on a handful of nodes
UNWIND $urns AS urn
MATCH (node:Entity {urn: urn})
SET node.recordedAt = node.recordedAt
RETURN urn
