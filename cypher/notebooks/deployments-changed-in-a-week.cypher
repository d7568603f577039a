// What changed in deployments in the last week? The WITH line sets the number of days.
// Shows: a table, one row per change, newest first; a version that ends while another begins is one rollout.
// Caution: times are those that the sources state, not those at which the catalog received them.
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
