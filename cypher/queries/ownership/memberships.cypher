// Returns all statements about the membership of a person in a team, and the edges derived from them.
// $person, $team: urns
// row: statements (at, joined of each), edges (id, from, type, to, properties of each)
// allow: CartesianProduct because each side is one node, found by its urn
MATCH (person:Entity {urn: $person})
MATCH (team:Entity {urn: $team})
CALL () {
  MATCH (stated:MembershipStated {person: $person})
  WHERE stated.team = $team
  RETURN collect({at: stated.at, joined: stated.joined}) AS statements
}
RETURN statements, [(person)-[member:MEMBER_OF|WAS_MEMBER_OF]->(other WHERE other.urn = $team) |
  {id: elementId(member), from: $person, type: type(member), to: $team, properties: properties(member)}] AS edges
