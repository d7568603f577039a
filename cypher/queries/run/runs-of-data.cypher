// The runs that read or wrote any version of these data, their jobs locked in urn order.
// $urns: of the data; $now
// row: run and job (urn, namespace, name of each)
// allow: Eager because it holds back the rows of one batch, never of the graph
UNWIND $urns AS urn
MATCH (:Entity {urn: urn})<-[:VERSION_OF]-(v)-[:FED]-(r:Run)-[:RUN_OF]->(j:Job)
WITH DISTINCT r, j ORDER BY j.urn
SET j.recordedAt = $now
RETURN r {.urn, .namespace, .name} AS run, j {.urn, .namespace, .name} AS job
