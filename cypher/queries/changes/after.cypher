// Changes after a number, in order.
// $after: the number; $most: how many at most
// row: seq, id (null: deleted since), sealed (the encrypted id of a deletion), kind (a label; null when it was taken in by another asset), change, at
MATCH (change:Change)
WHERE change.seq > $after
RETURN change.seq AS seq, change.id AS id, change.sealed AS sealed, change.kind AS kind, change.change AS change, change.at AS at
ORDER BY seq LIMIT $most
