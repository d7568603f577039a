// Returns the status of sources.
// $names: names of the sources
// row: name, type, succeededAt, failedAt, problem, nextAt, askedAt, failures, captured, rejected (null if never polled), waiting (webhook events)
UNWIND $names AS name
OPTIONAL MATCH (source:Source {name: name})
RETURN name, source.type AS type, source.succeededAt AS succeededAt, source.failedAt AS failedAt, source.problem AS problem,
  source.nextAt AS nextAt, source.askedAt AS askedAt, coalesce(source.failures, 0) AS failures, coalesce(source.captured, 0) AS captured,
  coalesce(source.rejected, 0) AS rejected, COUNT { MATCH (delivery:Delivery) WHERE delivery.waits = name AND delivery.at IS NOT NULL } AS waiting
