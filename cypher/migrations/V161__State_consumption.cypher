// What people said that applications use was kept as edges only: each of their times was a statement.
MATCH (application:Application)<-[uses:FEEDS|FED {source: 'manual'}]-(:Deployment)
UNWIND [uses.since, uses.until] AS at
WITH DISTINCT application, at WHERE at IS NOT NULL
WITH application, at, COLLECT {
  MATCH (application)<-[held:FEEDS|FED {source: 'manual'}]-(deployment:Deployment)
  WHERE held.since <= at AND coalesce(held.until > at, true)
  RETURN DISTINCT deployment.urn AS urn ORDER BY urn
} AS consumes
MERGE (stated:ConsumptionStated {key: application.urn + ' ' + toString(at)})
ON CREATE SET stated += {application: application.urn, at: at, source: 'manual', consumes: consumes, recordedAt: datetime()};
