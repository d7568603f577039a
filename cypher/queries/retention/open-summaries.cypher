// Summaries that wrote versions which may be taken away.
// $after: the urn of the last one that is known; $most: how many at most
// row: urn
MATCH (s:Summary)
WHERE s.open = true AND s.urn > $after
RETURN s.urn AS urn ORDER BY urn LIMIT $most
