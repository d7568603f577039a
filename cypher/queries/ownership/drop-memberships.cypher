// Removes edges of membership that the statements no longer say.
// $ids: element ids of edges
// row: none
UNWIND $ids AS id
MATCH ()-[member:MEMBER_OF|WAS_MEMBER_OF]->() WHERE elementId(member) = id
DELETE member
