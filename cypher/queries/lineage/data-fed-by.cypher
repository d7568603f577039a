// Returns the datasets whose columns an asset may feed: by their column lineage, or through a job.
// $urn: urn of the asset
// row: dataset (urn)
MATCH (:Entity {urn: $urn})-[:HAS_FIELD|HAD_FIELD]->(:Field)-[:FEEDS|FED]->(field:Field)
RETURN field.dataset AS dataset
UNION
MATCH (:Entity {urn: $urn})-[:FEEDS|FED|TOLD|SUPPRESSED]->(:Job)-[:FEEDS|FED|TOLD|SUPPRESSED]->(data:Dataset|Model)
RETURN data.urn AS dataset
