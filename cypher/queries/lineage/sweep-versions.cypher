// Takes away implicit versions that nobody wrote or read after all.
// $rows: version
UNWIND $rows AS row
MATCH (v:Entity {urn: row.version})
WHERE NOT EXISTS { (v)-[:FED|FEEDS]-() }
DETACH DELETE v
