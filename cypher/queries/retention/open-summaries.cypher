// Returns summaries with written versions that may be deleted.
// $after: urn of the last summary of the previous batch; $most: maximum number
// row: urn
MATCH (s:Summary)
WHERE s.open = true AND s.urn > $after
RETURN s.urn AS urn ORDER BY urn LIMIT $most
