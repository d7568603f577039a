// Returns the present teams of persons.
// $people: urns
// row: person, properties (of a team)
UNWIND $people AS urn
MATCH (:Entity {urn: urn})-[:MEMBER_OF]->(team:Team)
WITH DISTINCT urn, team
RETURN urn AS person, properties(team) AS properties ORDER BY urn, team.urn
