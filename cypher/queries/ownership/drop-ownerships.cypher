// Removes edges of ownership that the statements no longer say.
// $ids: element ids of edges
// row: none
// allow: Eager because the ids name a handful of edges, and deletion waits until all are found
UNWIND $ids AS id
MATCH ()-[owns:OWNS|OWNED]->() WHERE elementId(owns) = id
DELETE owns
