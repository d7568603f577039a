// Returns the runs that read or wrote any version of datasets or models; locks their jobs in urn order.
// $urns: urns of the datasets or models; $now
// row: run and job (urn, namespace, name of each)
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $urns AS urn
MATCH (:Entity {urn: urn})<-[:VERSION_OF]-(v)-[:FED]-(r:Run)-[:RUN_OF]->(j:Job)
WITH DISTINCT r, j ORDER BY j.urn
SET j.recordedAt = $now
RETURN r {.urn, .namespace, .name} AS run, j {.urn, .namespace, .name} AS job
