// Returns the searchable names of assets, teams and persons.
// $urns: urns
// row: urn, names, aliases (keys), schema (JSON; null when unknown)
UNWIND $urns AS urn
MATCH (node:Entity {urn: urn})
WHERE node:Standing OR node:Owner
RETURN urn, [name IN [node.name, node.displayName] WHERE name IS NOT NULL] AS names,
  [(alias:Alias)-[:IDENTIFIES]->(node) | alias.key] AS aliases, node.schema AS schema
