// Returns the direct upstream nodes of nodes of the recorded level.
// $ids: internal node ids of the nodes
// row: ids
UNWIND $ids AS id
MATCH (node)<-[:FED]-(from)
WHERE id(node) = id AND (from:Version OR from:Run)
RETURN collect(DISTINCT id(from)) AS ids
