// One page of the artifacts that serve, or served, and are no known version, by urn.
// $after: the urn of the last one seen, or ''; $fetch: how many at most
// row: urn
MATCH (artifact:Entity)
WHERE artifact.urn STARTS WITH 'artifact:' AND artifact.urn > $after
RETURN artifact.urn AS urn ORDER BY urn LIMIT $fetch
