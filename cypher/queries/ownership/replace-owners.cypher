// Replaces the owners that statements name.
// $rows: old (key), key (the new key), owners, roles, sourceRoles of each
// row: none
// allow: Eager because it buffers the statements of one person
UNWIND $rows AS row
MATCH (stated:OwnersStated {key: row.old})
SET stated.key = row.key, stated.owners = row.owners, stated.roles = row.roles, stated.sourceRoles = row.sourceRoles
