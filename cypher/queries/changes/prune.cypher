// Takes away some of the changes that are older than anybody may resume after. Instances take turns.
// $before: time; $most: how many at most
// row: gone (how many)
// allow: Eager because it takes away some thousand nodes at most
MERGE (pruner:ChangeTail {name: 'pruner'})
SET pruner.changedAt = $before
WITH pruner
CALL () {
  MATCH (change:Change)
  WHERE change.at < $before
  WITH change LIMIT $most
  DELETE change
  RETURN count(*) AS gone
}
RETURN gone
