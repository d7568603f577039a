// Makes the teams and people that a source named and nobody has registered.
// $owners: urn, name, email (of a person) of each, sorted by urn
// $now
// row: urn, of those that are new
UNWIND $owners AS named
MERGE (owner:Entity {urn: named.urn})
ON CREATE SET owner:Owner, owner:$(named.label), owner.name = named.name, owner.email = named.email,
  owner.recordedAt = $now
WITH owner
WHERE owner.searchNames IS NULL
RETURN owner.urn AS urn
