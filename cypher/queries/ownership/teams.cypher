// Returns one page of all teams, by urn.
// $after: urn of the last row of the previous page, or ''
// $fetch: page size
// row: properties
MATCH (team:Team)
WHERE team.urn > $after
RETURN properties(team) AS properties ORDER BY team.urn LIMIT $fetch
