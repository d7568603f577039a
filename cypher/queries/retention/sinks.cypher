// Returns the nodes whose whole history is kept: model versions, and data on which models were evaluated.
// ids are internal node ids, valid within one retention round only
// row: ids
// allow: NodeByLabelScan because it returns all of them, once per round
// allow: DirectedRelationshipTypeScan because it returns all of them, once per round
MATCH (version:ModelVersion)
RETURN collect(id(version)) AS ids
UNION ALL
MATCH (:ModelVersion)-[:EVALUATED_IN]->(:Evaluation)-[:ON]->(data)
RETURN collect(DISTINCT id(data)) AS ids
