// Returns all statements of curators about the edges of assets, under any of their keys.
// $assets: urns
// row: from, to (urns), statedFrom, statedTo (keys), throughJob (whether a job represents the link),
//   statements [{at, linked, note}], oldest first
UNWIND $assets AS urn
MATCH (asset:Entity {urn: urn})
WITH [asset.urn] + [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key] AS keys
CALL (keys) {
  UNWIND keys AS key
  MATCH (stated:LinkStated {from: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:LinkStated {to: key})
  RETURN stated
}
WITH DISTINCT stated ORDER BY stated.at, stated.linked DESC
WITH stated.from AS statedFrom, stated.to AS statedTo, collect(stated {.at, .linked, .note}) AS statements
CALL (statedFrom) {
  MATCH (from:Entity {urn: statedFrom})
  RETURN from
  UNION
  MATCH (:Alias {key: statedFrom})-[:IDENTIFIES]->(from:Asset)
  RETURN from
}
CALL (statedTo) {
  MATCH (to:Entity {urn: statedTo})
  RETURN to
  UNION
  MATCH (:Alias {key: statedTo})-[:IDENTIFIES]->(to:Asset)
  RETURN to
}
WITH *
WHERE from <> to
RETURN from.urn AS from, to.urn AS to, statedFrom, statedTo,
  (from:Dataset OR from:Model) AND (to:Dataset OR to:Model) AS throughJob, statements
