// Returns one page of the artifacts that serve or served and are no known version, by urn. The unknown version next to a canary is no
// artifact, because it has no location that could identify it.
// $after: urn of the last row of the previous page, or ''; $fetch: how many at most
// row: urn
MATCH (artifact:Entity)
WHERE artifact.urn STARTS WITH 'artifact:' AND artifact.urn > $after AND {{visible(asset: artifact)}}
  AND NOT artifact.urn STARTS WITH 'artifact:unknown:'
RETURN artifact.urn AS urn ORDER BY urn LIMIT $fetch
