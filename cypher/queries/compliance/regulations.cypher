// All regulations, by urn; there are some dozens.
// row: regulation (its properties)
MATCH (regulation:Regulation)
WHERE regulation.urn > ''
RETURN properties(regulation) AS regulation ORDER BY regulation.urn
