// Returns the edges between pairs of assets that curators linked.
// $pairs: from, to of each
// row: id, from, type, to, properties of each edge
UNWIND $pairs AS pair
MATCH (a:Entity {urn: pair.from})
MATCH (b:Entity {urn: pair.to})
MATCH (a)-[edge:FEEDS|FED {source: 'link'}]->(b)
RETURN elementId(edge) AS id, a.urn AS from, type(edge) AS type, b.urn AS to, properties(edge) AS properties
