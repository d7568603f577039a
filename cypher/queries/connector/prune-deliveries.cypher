// Forgets pushes that were followed up long ago.
// $before: when
// row: none
MATCH (delivery:Delivery)
WHERE delivery.settledAt < $before
WITH delivery LIMIT 10000
DELETE delivery
