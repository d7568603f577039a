// One page of all teams, by urn.
// $after: the urn of the last one seen, or ''
// $fetch: how many at most
// row: properties
MATCH (team:Team)
WHERE team.urn > $after
RETURN properties(team) AS properties ORDER BY team.urn LIMIT $fetch
