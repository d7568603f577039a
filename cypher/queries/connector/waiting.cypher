// Returns the webhook events of a source that are not processed yet, oldest first.
// $source: name of the source
// row: key, subjects
MATCH (delivery:Delivery)
WHERE delivery.waits = $source AND delivery.at IS NOT NULL
RETURN delivery.key AS key, delivery.subjects AS subjects
ORDER BY delivery.waits, delivery.at LIMIT 1000
