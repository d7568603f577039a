// Deletes edges that statements no longer imply; a TOLD edge keeps what was known.
// $ids: element ids of edges; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $ids AS id
MATCH (from)-[edge]->(to) WHERE elementId(edge) = id
CREATE (from)-[history:TOLD]->(to)
SET history = properties(edge), history.was = type(edge), history.retoldAt = $now
DELETE edge
