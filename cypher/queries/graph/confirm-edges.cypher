// Sets the properties that confirm edges.
// $edges: id (element id), properties (lastConfirmed, via) of each
// row: none
UNWIND $edges AS row
MATCH ()-[edge]->() WHERE elementId(edge) = row.id
SET edge.lastConfirmed = row.properties.lastConfirmed, edge.via = row.properties.via
