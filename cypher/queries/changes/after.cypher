// Changes after a number, in order.
// $after: the number; $most: how many at most
// row: seq, id (null: deleted since, or invisible), sealed (the encrypted id of a deletion), kind (a label; null when it was taken in by another asset), change, at
MATCH (change:Change)
WHERE change.seq > $after
RETURN change.seq AS seq, CASE WHEN {{visible-urn(urn: change.id)}} THEN change.id END AS id, change.sealed AS sealed, change.kind AS kind, change.change AS change, change.at AS at
ORDER BY seq LIMIT $most
