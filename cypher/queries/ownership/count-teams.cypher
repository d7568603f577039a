// How many teams there are.
// row: total
MATCH (team:Team)
RETURN count(team) AS total
