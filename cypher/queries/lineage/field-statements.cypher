// All that was stated of the schemas of data and of which columns feed theirs.
// $datasets: urns
// row: dataset, namespace, name, schemas and columns [{values (JSON), source, first, last}], the oldest last statement first
UNWIND $datasets AS urn
MATCH (data:Entity {urn: urn})
RETURN urn AS dataset, data.namespace AS namespace, data.name AS name,
  COLLECT {
    MATCH (r:Revision)-[:REVISES]->(data)
    WHERE r.group = 'schema' AND r.kind = 'CAPTURED'
    RETURN r {.values, .source, .first, .last} ORDER BY r.last, r.source, r.values
  } AS schemas,
  COLLECT {
    MATCH (r:Revision)-[:REVISES]->(data)
    WHERE r.group = 'columnLineage' AND r.kind = 'CAPTURED'
    RETURN r {.values, .source, .first, .last} ORDER BY r.last, r.source, r.values
  } AS columns
