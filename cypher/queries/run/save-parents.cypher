// Connects runs to their parent runs, and their jobs likewise; each stated parent is a stub until it is described.
// $rows: run, job, parent, parentJob, chosen (lexicographically smallest stated parent of the run), stub (properties of a new parent); $now
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (j:Entity {urn: row.job})
MATCH (pj:Entity {urn: row.parentJob})
MERGE (p:Entity {urn: row.parent})
ON CREATE SET p:Asset:Recorded:Run, p += row.stub, p.recordedAt = $now
MERGE (p)-[:RUN_OF]->(pj)
CALL (j, pj) {
  WITH * WHERE j <> pj
  MERGE (j)-[:PART_OF]->(pj)
}
WITH row
MATCH (r:Entity {urn: row.run})
MATCH (p:Entity {urn: row.chosen})
MERGE (r)-[:PART_OF]->(p)
WITH r, p
MATCH (r)-[other:PART_OF]->(q)
WHERE q <> p
DELETE other
