// Returns the names of all environments.
// row: name
// allow: NodeByLabelScan because a company has few environments, and only an unknown name needs this query
MATCH (environment:Environment)
RETURN environment.name AS name ORDER BY name LIMIT 1000
