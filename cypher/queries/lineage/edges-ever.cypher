// Returns the edges between two assets, directly or through the job of their link, including past and suppressed ones.
// $from, $to: urns
// $job: urn of that job
// row: from, to (urns), since, until, lastConfirmed, binding, source, note
CALL () {
  MATCH (from:Entity {urn: $from})-[r:FEEDS|FED|SUPPRESSED]->(to:Entity {urn: $to})
  WHERE {{visible(asset: from)}} AND {{visible(asset: to)}}
  RETURN r
  UNION
  MATCH (from:Entity {urn: $from})-[r:FEEDS|FED]->(job:Entity {urn: $job})
  WHERE {{visible(asset: from)}} AND {{visible(asset: job)}}
  RETURN r
}
RETURN $from AS from, $to AS to, r.since AS since, r.until AS until, r.lastConfirmed AS lastConfirmed, r.binding AS binding,
  r.source AS source, r.note AS note
