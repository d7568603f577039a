// Deletes edges that statements no longer imply; a TOLD edge keeps what was known.
// $ids: element ids of edges; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $ids AS id
MATCH (from)-[edge]->(to) WHERE elementId(edge) = id
CREATE (from)-[told:TOLD]->(to)
SET told = properties(edge), told.was = type(edge), told.retoldAt = $now
DELETE edge
