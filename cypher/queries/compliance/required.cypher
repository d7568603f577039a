// Returns the requirements of regulations, by urn.
// $regulations: urns
// row: regulation (urn), requirement (its properties)
UNWIND $regulations AS urn
MATCH (:Entity {urn: urn})-[:REQUIRES]->(requirement:Requirement)
RETURN urn AS regulation, properties(requirement) AS requirement ORDER BY regulation, requirement.urn
