// Forgets pushes of long ago, those of systems that are no longer connected too.
// $before: when
// row: none
MATCH (delivery:Delivery)
WHERE delivery.at < $before
WITH delivery LIMIT 10000
DELETE delivery
