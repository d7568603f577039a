// Jobs that have runs of long ago, in order.
// $after: the urn of the last one that is known; $before: how long ago; $most: how many at most
// row: urn
MATCH (j:Job)
WHERE j.urn > $after AND EXISTS {
  MATCH (r:Run)
  WHERE r.job = j.urn AND r.startedAt < $before
}
RETURN j.urn AS urn ORDER BY urn LIMIT $most
