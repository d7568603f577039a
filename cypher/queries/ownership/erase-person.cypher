// Makes a person a former owner without name and address, who belongs to no team.
// $urn: of the person; $former: the urn from now on; $name: the name from now on
// row: none
// allow: Eager because it is about one person
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
