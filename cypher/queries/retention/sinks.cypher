// What is to be explained for ever, with all that it came from: versions of models, and the data that models were measured on.
// ids are the store's own numbers: of one round of clearing up, never kept
// row: ids
// allow: NodeByLabelScan because all of them are wanted, once a round
// allow: DirectedRelationshipTypeScan because all of them are wanted, once a round
MATCH (version:ModelVersion)
RETURN collect(id(version)) AS ids
UNION ALL
MATCH (:ModelVersion)-[:EVALUATED_IN]->(:Evaluation)-[:ON]->(data)
RETURN collect(DISTINCT id(data)) AS ids
