// Converts a person to a former owner without name, address and teams.
// $urn: urn of the person; $former: the new urn; $name: the new name
// row: none
// allow: Eager because it affects one person
MATCH (person:Entity {urn: $urn})
SET person = {urn: $former, name: $name, active: false, recordedAt: person.recordedAt}
WITH person
CALL (person) {
  MATCH (person)-[member:MEMBER_OF|WAS_MEMBER_OF|TOLD]->(:Team)
  DELETE member
}
CALL () {
  MATCH (stated:MembershipStated {person: $urn})
  DELETE stated
}
