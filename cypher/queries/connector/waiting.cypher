// What a source pushed that was not followed up yet, the oldest first.
// $source: its name
// row: key, subjects
MATCH (delivery:Delivery)
WHERE delivery.waits = $source AND delivery.at IS NOT NULL
RETURN delivery.key AS key, delivery.subjects AS subjects
ORDER BY delivery.waits, delivery.at LIMIT 1000
