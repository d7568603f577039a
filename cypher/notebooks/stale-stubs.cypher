// What was mentioned a month ago or longer and never described, and who relies on it?
// The first line says how many days it may take.
// Shows: a table, one row a stub, the oldest first; reliedOnBy is what it feeds, step by step, that people use.
// Caution: a stub is often a slip of a name in a deployment or a job; look for a described asset with nearly the same name.
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
