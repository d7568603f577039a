// Creates the teams and persons that a source named and no curator registered.
// $owners: urn, name, email (of a person) of each, sorted by urn
// $now
// row: urn, of new ones
UNWIND $owners AS named
MERGE (owner:Entity {urn: named.urn})
ON CREATE SET owner:Owner, owner:$(named.label), owner.name = named.name, owner.email = named.email,
  owner.recordedAt = $now
WITH owner
WHERE owner.searchNames IS NULL
RETURN owner.urn AS urn
