// Removes edges into deployments and applications that the statements no longer say; what was told of them stays known.
// $ids: element ids of edges
// row: none
// allow: Eager because the ids name a handful of edges, and deletion waits until all are found
UNWIND $ids AS id
MATCH (from)-[serves:FEEDS|FED]->(into) WHERE elementId(serves) = id
CREATE (from)-[told:TOLD]->(into)
SET told = properties(serves), told.was = type(serves), told.retoldAt = datetime()
DELETE serves
