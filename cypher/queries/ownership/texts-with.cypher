// Returns all nodes and edges with one of some texts in a property.
// $texts: in lower case
// row: id, node (whether it is a node), properties
// allow: AllNodesScan because an erasure is rare, and a person may be named anywhere
// allow: DirectedAllRelationshipsScan because an erasure is rare, and a person may be named anywhere
CALL () {
  MATCH (n)
  RETURN elementId(n) AS id, true AS node, properties(n) AS properties
  UNION ALL
  MATCH ()-[r]->()
  RETURN elementId(r) AS id, false AS node, properties(r) AS properties
}
WITH id, node, properties
WHERE any(name IN keys(properties) WHERE any(text IN $texts WHERE
  CASE WHEN properties[name] IS :: STRING NOT NULL THEN toLower(properties[name]) CONTAINS text
    WHEN properties[name] IS :: LIST<STRING NOT NULL> NOT NULL THEN any(one IN properties[name] WHERE toLower(one) CONTAINS text)
    ELSE false END))
RETURN id, node, properties
