// Converts datasets to models; urn, versions and edges are kept.
// $urns: urns of the datasets
UNWIND $urns AS urn
MATCH (n:Entity {urn: urn})
SET n:Model REMOVE n:Dataset
WITH n
MATCH (v:Version)-[:VERSION_OF]->(n)
SET v:ModelVersion REMOVE v:DatasetVersion
