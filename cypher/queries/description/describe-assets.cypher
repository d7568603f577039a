// Writes the current properties of assets where they differ.
// $rows: asset, properties (null deletes one); $now
// row, for those that changed: urn, renamed (whether a searchable property changed)
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $rows AS row
MATCH (n:Entity {urn: row.asset})
WITH n, row, [name IN keys(row.properties)
  WHERE coalesce(n[name] <> row.properties[name], (n[name] IS NULL) <> (row.properties[name] IS NULL))] AS changed
WHERE changed <> [] OR NOT coalesce(n.described, false)
SET n += row.properties, n.described = true, n.recordedAt = $now
RETURN n.urn AS urn, any(name IN changed WHERE name IN ['displayName', 'schema']) AS renamed
