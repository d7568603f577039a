// Removes edges of membership that the statements no longer say.
// $ids: element ids of edges
// row: none
// allow: Eager because the ids name a handful of edges, and deletion waits until all are found
UNWIND $ids AS id
MATCH ()-[member:MEMBER_OF|WAS_MEMBER_OF]->() WHERE elementId(member) = id
DELETE member
