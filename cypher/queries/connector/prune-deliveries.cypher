// Deletes old webhook events, including those of sources that are no longer configured.
// $before: time
// row: none
MATCH (delivery:Delivery)
WHERE delivery.at < $before
WITH delivery LIMIT 10000
DELETE delivery
