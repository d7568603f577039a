// Stores the statements of sources about owners of assets: each set of owners once, with its first and last time.
// $statements: key, asset, source, kind, owners, roles, sourceRoles, at, actors [name of the actor, or empty] of each
// $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $statements AS row
MERGE (stated:OwnersStated {key: row.key})
ON CREATE SET stated.asset = row.asset, stated.source = row.source, stated.kind = row.kind,
  stated.owners = row.owners, stated.roles = row.roles, stated.sourceRoles = row.sourceRoles,
  stated.first = row.at, stated.last = row.at, stated.recordedAt = $now
SET stated.first = CASE WHEN row.at < stated.first THEN row.at ELSE stated.first END,
  stated.last = CASE WHEN row.at > stated.last THEN row.at ELSE stated.last END,
  stated.actors = [actor IN coalesce(stated.actors, []) WHERE row.actors = [] OR actor < row.actors[0]] + row.actors
    + [actor IN coalesce(stated.actors, []) WHERE row.actors <> [] AND actor > row.actors[0]]
