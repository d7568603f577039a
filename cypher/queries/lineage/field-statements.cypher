// Returns all statements about the schemas and column lineage of datasets.
// $datasets: urns
// row: dataset, namespace, name, schemas and columns [{values (JSON), source, times (of the statements)}], by last statement, oldest first
UNWIND $datasets AS urn
MATCH (data:Entity {urn: urn})
RETURN urn AS dataset, data.namespace AS namespace, data.name AS name,
  COLLECT {
    MATCH (r:Revision)-[:REVISES]->(data)
    WHERE r.group = 'schema' AND r.kind = 'CAPTURED'
    UNWIND [r.first, r.last] AS at
    WITH r.values AS values, r.source AS source, collect(DISTINCT at) AS times, max(at) AS last
    RETURN {values: values, source: source, times: times} ORDER BY last, source, values
  } AS schemas,
  COLLECT {
    MATCH (r:Revision)-[:REVISES]->(data)
    WHERE r.group = 'columnLineage' AND r.kind = 'CAPTURED'
    UNWIND [r.first, r.last] AS at
    WITH r.values AS values, r.source AS source, collect(DISTINCT at) AS times, max(at) AS last
    RETURN {values: values, source: source, times: times} ORDER BY last, source, values
  } AS columns
