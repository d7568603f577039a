// Stores the statements of sources about owners of assets: each set of owners once, with its first and last time.
// $statements: key, asset, source, kind, owners, roles, sourceRoles, at, actors [name of the actor, or empty] of each
// $now
// row: none
// allow: Eager because it buffers the rows of one batch, never of the graph
UNWIND $statements AS said
MERGE (stated:OwnersStated {key: said.key})
ON CREATE SET stated.asset = said.asset, stated.source = said.source, stated.kind = said.kind,
  stated.owners = said.owners, stated.roles = said.roles, stated.sourceRoles = said.sourceRoles,
  stated.first = said.at, stated.last = said.at, stated.recordedAt = $now
SET stated.first = CASE WHEN said.at < stated.first THEN said.at ELSE stated.first END,
  stated.last = CASE WHEN said.at > stated.last THEN said.at ELSE stated.last END,
  stated.actors = [actor IN coalesce(stated.actors, []) WHERE said.actors = [] OR actor < said.actors[0]] + said.actors
    + [actor IN coalesce(stated.actors, []) WHERE said.actors <> [] AND actor > said.actors[0]]
