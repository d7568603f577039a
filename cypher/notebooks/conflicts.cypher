// Where do curators and sources state different values?
// Shows: a table, one row per property; the catalog shows the curated value.
// Caution: the newer value is not always right. The mutation acceptConflict takes that of the source, dismissConflict keeps the curated one.
MATCH (conflict:Conflict)-[:ABOUT]->(asset:Asset)
RETURN asset.urn AS asset, conflict.property AS property, conflict.curated AS set, conflict.curatedBy AS setBy, conflict.curatedAt AS setAt,
  conflict.captured AS stated, conflict.capturedFrom AS statedBy, conflict.capturedAt AS statedAt,
  COLLECT { MATCH (asset)<-[:OWNS]-(owner:Owner) RETURN owner.name AS name ORDER BY name } AS owners
ORDER BY setAt DESC, asset, property
