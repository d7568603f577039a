// Removes edges of serving that the statements no longer say.
// $ids: element ids of edges
// row: none
UNWIND $ids AS id
MATCH ()-[serves:FEEDS|FED]->() WHERE elementId(serves) = id
DELETE serves
