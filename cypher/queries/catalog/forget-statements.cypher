// Deletes the statements about an asset under any of its keys, one batch per call.
// $urn: urn of the asset; $most: maximum number of each kind
// row: gone (number of deleted nodes)
// allow: Eager because it deletes a few thousand nodes at most
MATCH (asset:Entity {urn: $urn})
CALL (asset) {
  MATCH (asset)-[:FEEDS|FED|TOLD]->(application:Application)
  WITH DISTINCT asset, application
  MATCH (statement:ConsumptionStated {application: application.urn})
  SET statement.consumes = [urn IN statement.consumes WHERE urn <> asset.urn]
}
WITH asset, [asset.urn] + [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key] AS keys
CALL (keys) {
  UNWIND keys AS key
  MATCH (stated:OwnersStated {asset: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:LinkStated {from: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:LinkStated {to: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:ServingStated {deployment: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:ServingStated {model: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:ConsumptionStated {application: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:MergeStated {keep: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:MergeStated {merge: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:SplitStated {from: key})
  RETURN stated
  UNION
  UNWIND keys AS key
  MATCH (stated:SplitStated {to: key})
  RETURN stated
}
WITH stated LIMIT $most
DETACH DELETE stated
RETURN count(*) AS gone
