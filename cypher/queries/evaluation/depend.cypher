// Updates the dependency edges of versions to their stated packages; packages without dependents are deleted.
// $rows: version, packages [{urn, anyVersion, type, name, version}]; $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (version:Entity {urn: row.version})
CALL (version, row) {
  MATCH (version)-[depends:DEPENDS_ON]->(package:Package)
  WHERE NOT package.urn IN [one IN row.packages | one.urn]
  DELETE depends
  WITH DISTINCT package
  // The lock precedes the read: a concurrent transaction may add a dependency.
  SET package.recordedAt = $now
  WITH package
  WHERE NOT EXISTS { ()-[:DEPENDS_ON]->(package) }
  DETACH DELETE package
}
UNWIND row.packages AS one
MERGE (package:Entity {urn: one.urn})
ON CREATE SET package:Package, package += one
SET package.recordedAt = $now
MERGE (version)-[depends:DEPENDS_ON]->(package)
ON CREATE SET depends.recordedAt = $now
