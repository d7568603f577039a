// Returns the asset that an alias identifies, with its other keys and the merges that curators made.
// $keys: urns that the alias may mean
// row: key, asset, namespace, name, model, aliases [{key, namespace, name}], merges [{keepKeys, mergeKeys}], newest first
UNWIND $keys AS stated
MATCH (:Alias {key: stated})-[:IDENTIFIES]->(asset:Asset)
WHERE asset:Standing
WITH stated, asset, [(alias:Alias)-[:IDENTIFIES]->(asset) | alias {.key, .namespace, .name}] AS aliases
CALL (asset, aliases) {
  UNWIND [asset.urn] + [alias IN aliases | alias.key] AS key
  CALL (key) {
    MATCH (stated:MergeStated {keep: key})
    RETURN stated
    UNION
    MATCH (stated:MergeStated {merge: key})
    RETURN stated
  }
  WITH DISTINCT stated ORDER BY stated.at DESC
  RETURN collect(stated {.keepKeys, .mergeKeys}) AS merges
}
RETURN stated AS key, asset.urn AS asset, asset.namespace AS namespace, asset.name AS name, asset:Model AS model, aliases, merges
