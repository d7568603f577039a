// Keeps what a source pushed, once however often it comes.
// $key: of source and delivery; $source; $subjects: what is to be asked for; $now; $once: of this request
// row: news (whether it was not there yet)
// allow: Eager because it is one row, of one node
MERGE (delivery:Delivery {key: $key})
ON CREATE SET delivery.source = $source, delivery.subjects = $subjects, delivery.at = $now, delivery.waits = $source, delivery.once = $once
RETURN delivery.once = $once AS news
