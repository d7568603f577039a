// Takes the locks of nodes, in urn order, so that statements of one asset are folded one after the other.
// $urns: urns, sorted
// row: urn
// allow: Eager because all locks are taken before anything else, on a handful of nodes
UNWIND $urns AS urn
MATCH (node:Entity {urn: urn})
SET node.recordedAt = node.recordedAt
RETURN urn
