// Connects the parents of runs, and their jobs, to the root that these runs state. A parent with a known parent is unchanged.
// $rows: parent and root (urns of runs, or null), parentJob, rootJob, stub (properties of a new root, or null); $now
// row: none
// allow: CartesianProduct because both sides are one node found by its key, for each row of a batch
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (job:Entity {urn: row.parentJob})
MATCH (rootJob:Entity {urn: row.rootJob})
MERGE (job)-[:PART_OF]->(rootJob)
WITH row, rootJob
WHERE row.root <> row.parent
MATCH (parent:Entity {urn: row.parent})
MERGE (root:Entity {urn: row.root})
ON CREATE SET root:Asset:Recorded:Run, root += row.stub, root.recordedAt = $now
MERGE (root)-[:RUN_OF]->(rootJob)
WITH parent, root ORDER BY root.urn
WITH parent, collect(root)[0] AS root
WHERE parent.parent IS NULL AND NOT EXISTS { (parent)-[:PART_OF]->(other) WHERE other.urn <= root.urn }
CALL (parent) {
  MATCH (parent)-[greater:PART_OF]->()
  DELETE greater
}
CREATE (parent)-[:PART_OF]->(root)
