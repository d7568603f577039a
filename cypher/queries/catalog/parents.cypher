// Returns the datasets or models of versions, and the jobs of runs.
// $children: urns of versions and runs
// row: child, urn (of the parent)
UNWIND $children AS child
MATCH (:Entity {urn: child})-[:VERSION_OF|RUN_OF]->(parent:Asset)
WHERE {{visible(asset: parent)}}
RETURN child, parent.urn AS urn ORDER BY child, urn
