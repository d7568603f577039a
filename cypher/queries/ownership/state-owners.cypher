// Keeps what sources said of the owners of assets: each set of owners once, with the first and last time it was stated.
// $statements: key, asset, source, kind, owners, roles, sourceRoles, at, actor of each
// row: none
UNWIND $statements AS said
MERGE (stated:OwnersStated {key: said.key})
ON CREATE SET stated.asset = said.asset, stated.source = said.source, stated.kind = said.kind,
  stated.owners = said.owners, stated.roles = said.roles, stated.sourceRoles = said.sourceRoles,
  stated.first = said.at, stated.last = said.at, stated.actor = said.actor, stated.recordedAt = datetime()
ON MATCH SET stated.first = CASE WHEN said.at < stated.first THEN said.at ELSE stated.first END,
  stated.last = CASE WHEN said.at > stated.last THEN said.at ELSE stated.last END
