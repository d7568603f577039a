// Returns all regulations, by urn; there are a few dozen.
// row: regulation (its properties)
MATCH (regulation:Regulation)
WHERE regulation.urn > ''
RETURN properties(regulation) AS regulation ORDER BY regulation.urn
