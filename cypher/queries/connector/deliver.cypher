// Stores a webhook event of a source; duplicates are ignored.
// $key: source and delivery id; $source; $subjects: objects to poll; $now; $once: id of this request
// row: news (whether it is new)
// allow: Eager because it affects one row with one node
MERGE (delivery:Delivery {key: $key})
ON CREATE SET delivery.source = $source, delivery.subjects = $subjects, delivery.at = $now, delivery.waits = $source, delivery.once = $once
RETURN delivery.once = $once AS news
