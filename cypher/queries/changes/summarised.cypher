// Returns the assets whose runs or versions of a period are kept as summaries only.
// $urns: urns of the assets; $after, $until: the period
// row: urn
UNWIND $urns AS urn
MATCH (asset:Entity {urn: urn})
WHERE {{visible(asset: asset)}} AND EXISTS {
  MATCH (s:Summary)-[:SUMMARISES]->(asset)
  WHERE s.at <= $until AND s.until > $after
}
RETURN urn ORDER BY urn
