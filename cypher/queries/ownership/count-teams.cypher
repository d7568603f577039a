// Counts the teams.
// row: total
MATCH (team:Team)
RETURN count(team) AS total
