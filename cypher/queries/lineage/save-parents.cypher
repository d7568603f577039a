// Joins runs to the runs that started them, and their jobs likewise; a parent that was not heard of yet is a stub.
// $rows: run, job, parent, parentJob, stub (properties of a new parent); $now
UNWIND $rows AS row
MATCH (r:Entity {urn: row.run})
MATCH (j:Entity {urn: row.job})
MATCH (pj:Entity {urn: row.parentJob})
MERGE (p:Entity {urn: row.parent})
ON CREATE SET p:Asset:Recorded:Run, p += row.stub, p.recordedAt = $now
MERGE (p)-[:RUN_OF]->(pj)
MERGE (r)-[:PART_OF]->(p)
MERGE (j)-[:PART_OF]->(pj)
WITH r, p
MATCH (r)-[other:PART_OF]->(q)
WHERE q <> p
DELETE other
