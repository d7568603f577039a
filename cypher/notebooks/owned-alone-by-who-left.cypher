// Which assets does only somebody own who has left?
// Shows: a table, one row an asset, with the team that the person was in: that is whom to ask for a successor.
// Caution: pipelines go on naming who left. The mutation transferOwnership hands all over at once, also what they say later.
MATCH (person:Person {active: false})-[owns:OWNS]->(asset:Asset)
WHERE NOT EXISTS { (asset)<-[:OWNS]-(other:Owner) WHERE other <> person AND coalesce(other.active, true) }
RETURN person.name AS person, head([label IN labels(asset) WHERE label IN ['Dataset', 'Job', 'Model', 'Deployment', 'Application']]) AS kind,
  asset.namespace AS namespace, asset.name AS name, owns.role AS role, COUNT { (asset)-[:FEEDS]->() } AS feeds,
  COLLECT { MATCH (person)-[:MEMBER_OF|WAS_MEMBER_OF]->(team:Team) RETURN DISTINCT team.name + coalesce(' ' + team.contact, '') } AS teams
ORDER BY person, feeds DESC, name
