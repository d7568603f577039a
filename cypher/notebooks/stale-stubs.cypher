// Which assets were mentioned a month ago or earlier and never described, and who relies on them?
// The WITH line sets the number of days.
// Shows: a table, one row per stub, oldest first; reliedOnBy lists the deployments and applications downstream.
// Caution: a stub is often a typo in a deployment or job; look for a described asset with nearly the same name.
WITH 30 AS days
MATCH (asset:Standing)
WHERE asset.described = false AND asset.createdAt < datetime() - duration({days: days})
RETURN head([label IN labels(asset) WHERE label IN ['Dataset', 'Job', 'Model', 'Deployment', 'Application']]) AS kind,
  asset.namespace AS namespace, asset.name AS name, asset.createdAt AS mentionedFirst, EXISTS { (asset)<-[:OWNS]-() } AS owned,
  COLLECT {
    MATCH ANY SHORTEST (asset) (()-[:FEEDS]->(:Standing))+ (used)
    WITH used WHERE used:Deployment|Application
    RETURN coalesce(used.displayName, used.name) AS name ORDER BY name
  } AS reliedOnBy
ORDER BY mentionedFirst, name
