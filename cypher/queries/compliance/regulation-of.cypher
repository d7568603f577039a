// Returns the regulations of requirements, including ended ones.
// $requirements: urns
// row: requirement (urn), regulation (its properties)
UNWIND $requirements AS urn
MATCH (:Entity {urn: urn})<-[:REQUIRES|REQUIRED]-(regulation:Regulation)
RETURN DISTINCT urn AS requirement, properties(regulation) AS regulation
