// Which assets does nobody answer for, and what is made from them? The last column is why it matters.
MATCH (asset:Dataset|Model|Deployment)
WHERE NOT (asset)<-[:OWNS]-()
RETURN head([label IN labels(asset) WHERE label IN ['Dataset', 'Model', 'Deployment']]) AS kind, asset.namespace AS namespace, asset.name AS name,
  COUNT { (asset)-[:FEEDS]->() } AS feeds
ORDER BY feeds DESC, namespace, name
