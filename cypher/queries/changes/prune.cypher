// Deletes changes that are too old to resume from. Instances do this in turns.
// $before: time; $most: maximum number
// row: gone (number of deleted changes)
// allow: Eager because it deletes a few thousand nodes at most
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
