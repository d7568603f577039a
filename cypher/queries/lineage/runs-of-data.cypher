// The runs that read or wrote any version of these data, their jobs locked in urn order.
// $urns: of the data; $now
// row: run and job (urn, namespace, name of each)
MATCH (v:Version)
WHERE v.asset IN $urns
MATCH (v)-[:FED]-(r:Run)-[:RUN_OF]->(j:Job)
WITH DISTINCT r, j ORDER BY j.urn
SET j.recordedAt = $now
RETURN r {.urn, .namespace, .name} AS run, j {.urn, .namespace, .name} AS job
