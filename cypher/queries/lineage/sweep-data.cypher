// Takes away implicit versions of merged data that nobody wrote or read after all.
// $rows: data
UNWIND $rows AS row
MATCH (v:Version)
WHERE v.asset = row.data AND (v.version = 'initial' OR v.version STARTS WITH 'run:') AND NOT EXISTS { (v)-[:FED|FEEDS]-() }
DETACH DELETE v
