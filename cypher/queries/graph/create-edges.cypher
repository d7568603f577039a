// Creates edges. One between assets that a curator unlinked is created as SUPPRESSED, unless the curator linked them.
// $edges: from, type, to, properties of each; $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $edges AS row
MATCH (from:Entity {urn: row.from})
MATCH (to:Entity {urn: row.to})
CREATE (from)-[edge:$(CASE WHEN row.properties.source <> 'link' AND EXISTS { (from)-[:UNLINKED]->(to) } THEN 'SUPPRESSED' ELSE row.type END)]->(to)
SET edge = row.properties, edge.recordedAt = $now
