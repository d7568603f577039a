// What changed in deployments in the last week? The first line says how many days.
// Shows: a table, one row a change, the newest first; a version that ends and another that begins in the same moment are one rollout.
// Caution: times are those of the statements; one that was told late has the time it was told for.
WITH datetime() - duration({days: 7}) AS start
MATCH (version:ModelVersion)-[served:FEEDS|FED]->(deployment:Deployment)
WHERE served.since >= start OR served.until >= start
UNWIND [{at: served.since, change: 'began'}, {at: served.until, change: 'ended'}] AS event
WITH start, version, served, deployment, event
WHERE event.at >= start
OPTIONAL MATCH (deployment)-[:RUNS_IN]->(environment:Environment)
RETURN event.at AS at, environment.tier AS tier, deployment.name AS deployment, served.role AS role, event.change AS change,
  version.name + ' ' + version.version AS model, served.traffic AS traffic, served.source AS toldBy
ORDER BY at DESC, deployment, change DESC, role
