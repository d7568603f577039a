// Which assets have no owner, and how much is made from them?
// Shows: a table, one row per asset, those with the most consumers first.
// Caution: a deployment without an owner of its own has the owners of the model that it serves; those are left out.
MATCH (asset:Dataset|Model|Deployment)
WHERE NOT (asset)<-[:OWNS]-() AND NOT (asset:Deployment AND EXISTS { (asset)<-[:FEEDS]-(:Model)<-[:OWNS]-() })
RETURN head([label IN labels(asset) WHERE label IN ['Dataset', 'Model', 'Deployment']]) AS kind, asset.namespace AS namespace, asset.name AS name,
  COUNT { (asset)-[:FEEDS]->() } AS feeds
ORDER BY feeds DESC, namespace, name
