// Where do people and sources say different things of an asset?
// Shows: a table, one row a property; the value that people set is the one that shows.
// Caution: the newer one is not always the right one. The mutation acceptConflict takes what the source says, dismissConflict keeps what was set.
MATCH (conflict:Conflict)-[:ABOUT]->(asset:Asset)
RETURN asset.urn AS asset, conflict.property AS property, conflict.curated AS set, conflict.curatedBy AS setBy, conflict.curatedAt AS setAt,
  conflict.captured AS stated, conflict.capturedFrom AS statedBy, conflict.capturedAt AS statedAt,
  COLLECT { MATCH (asset)<-[:OWNS]-(owner:Owner) RETURN owner.name AS name ORDER BY name } AS owners
ORDER BY setAt DESC, asset, property
