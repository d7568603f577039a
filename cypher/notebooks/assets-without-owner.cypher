// Which assets does nobody answer for, and what is made from them?
// Shows: a table, one row an asset, those that most is made from first: there an owner is missed most.
// Caution: a deployment without an owner of its own is answered for by whoever owns the model it serves; such ones are left out here.
MATCH (asset:Dataset|Model|Deployment)
WHERE NOT (asset)<-[:OWNS]-() AND NOT (asset:Deployment AND EXISTS { (asset)<-[:FEEDS]-(:Model)<-[:OWNS]-() })
RETURN head([label IN labels(asset) WHERE label IN ['Dataset', 'Model', 'Deployment']]) AS kind, asset.namespace AS namespace, asset.name AS name,
  COUNT { (asset)-[:FEEDS]->() } AS feeds
ORDER BY feeds DESC, namespace, name
