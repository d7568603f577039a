// What nodes of the recorded level came from: one step back.
// $ids: the store's own numbers of the nodes
// row: ids
UNWIND $ids AS id
MATCH (node)<-[:FED]-(from)
WHERE id(node) = id AND (from:Version OR from:Run)
RETURN collect(DISTINCT id(from)) AS ids
