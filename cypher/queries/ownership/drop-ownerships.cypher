// Removes edges of ownership that the statements no longer say; what was told of them stays known.
// $ids: element ids of edges
// row: none
// allow: Eager because the ids name a handful of edges, and deletion waits until all are found
UNWIND $ids AS id
MATCH (owner)-[owns:OWNS|OWNED]->(asset) WHERE elementId(owns) = id
CREATE (owner)-[told:TOLD]->(asset)
SET told = properties(owns), told.was = type(owns), told.retoldAt = datetime()
DELETE owns
