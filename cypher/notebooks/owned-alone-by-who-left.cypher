// Which assets have only owners who left the company?
// Shows: a table, one row per asset, with the team of the person, who can name a successor.
// Caution: pipelines keep naming former owners. The mutation transferOwnership also transfers what they state later.
MATCH (person:Person {active: false})-[owns:OWNS]->(asset:Asset)
WHERE NOT EXISTS { (asset)<-[:OWNS]-(other:Owner) WHERE other <> person AND coalesce(other.active, true) }
RETURN person.name AS person, head([label IN labels(asset) WHERE label IN ['Dataset', 'Job', 'Model', 'Deployment', 'Application']]) AS kind,
  asset.namespace AS namespace, asset.name AS name, owns.role AS role, COUNT { (asset)-[:FEEDS]->() } AS feeds,
  COLLECT { MATCH (person)-[:MEMBER_OF|WAS_MEMBER_OF]->(team:Team) RETURN DISTINCT team.name + coalesce(' ' + team.contact, '') } AS teams
ORDER BY person, feeds DESC, name
