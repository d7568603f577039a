// Removes edges of ownership that the statements no longer say.
// $ids: element ids of edges
// row: none
UNWIND $ids AS id
MATCH ()-[owns:OWNS|OWNED]->() WHERE elementId(owns) = id
DELETE owns
