// One page of the artifacts that serve, or served, and are no known version, by urn. The unknown version beside a canary is no artifact:
// it has no location by which it could be resolved.
// $after: the urn of the last one seen, or ''; $fetch: how many at most
// row: urn
MATCH (artifact:Entity)
WHERE artifact.urn STARTS WITH 'artifact:' AND artifact.urn > $after AND {{visible(asset: artifact)}}
  AND NOT artifact.urn STARTS WITH 'artifact:unknown:'
RETURN artifact.urn AS urn ORDER BY urn LIMIT $fetch
