// Makes models of data that turned out to be such; urn, versions and edges stay.
// $urns: of the data
UNWIND $urns AS urn
MATCH (n:Entity {urn: urn})
SET n:Model REMOVE n:Dataset
WITH n
MATCH (v:Version)-[:VERSION_OF]->(n)
SET v:ModelVersion REMOVE v:DatasetVersion
