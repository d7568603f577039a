// Marks webhook events as processed.
// $keys: keys of the events; $now
// row: none
UNWIND $keys AS key
MATCH (delivery:Delivery {key: key})
SET delivery.waits = null, delivery.subjects = null, delivery.settledAt = $now
