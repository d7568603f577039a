// What versions are versions of, and runs are runs of.
// $children: urns of versions and runs
// row: child, urn
UNWIND $children AS child
MATCH (:Entity {urn: child})-[:VERSION_OF|RUN_OF]->(parent:Asset)
WHERE {{visible(asset: parent)}}
RETURN child, parent.urn AS urn ORDER BY child, urn
