// Returns the present members of teams.
// $teams: urns
// row: team, properties (of a person)
UNWIND $teams AS urn
MATCH (:Entity {urn: urn})<-[:MEMBER_OF]-(person:Person)
WITH DISTINCT urn, person
RETURN urn AS team, properties(person) AS properties ORDER BY urn, person.urn
