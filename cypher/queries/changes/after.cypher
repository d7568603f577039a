// Returns the changes after a sequence number, in order.
// $after: sequence number; $most: maximum number of rows
// row: seq, id (null: deleted since, or invisible), sealed (encrypted id of a deletion), kind (label; null: merged into another asset), change, at
MATCH (change:Change)
WHERE change.seq > $after
RETURN change.seq AS seq, CASE WHEN {{visible-urn(urn: change.id)}} THEN change.id END AS id, change.sealed AS sealed, change.kind AS kind, change.change AS change, change.at AS at
ORDER BY seq LIMIT $most
