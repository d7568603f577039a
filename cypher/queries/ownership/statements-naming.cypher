// Returns all statements that name an owner.
// $owner: urn
// row: properties (of a statement)
// allow: NodeByLabelScan because an erasure is rare, and no index finds a member of a list
MATCH (stated:OwnersStated)
WHERE $owner IN stated.owners
RETURN properties(stated) AS properties
