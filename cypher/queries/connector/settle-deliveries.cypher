// Pushes that were followed up no longer wait.
// $keys: theirs; $now
// row: none
UNWIND $keys AS key
MATCH (delivery:Delivery {key: key})
SET delivery.waits = null, delivery.subjects = null, delivery.settledAt = $now
