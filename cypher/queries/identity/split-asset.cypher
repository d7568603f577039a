// Splits keys of an asset off into an asset of their own, and moves the edges stated under them.
// $from: urn of the original asset; $to, $namespace, $name: the new one
// $keys: the moved keys, including $to; $at, $actor, $key: time, actor and key of the record
// $now
// row: versions [{urn, version}] with statements under those keys, jobs whose design names the asset, deployments
//   in which it serves or served
// allow: Eager because it affects one asset
MATCH (from:Entity {urn: $from})
CREATE (to:Entity {urn: $to})
SET to:$(labels(from)), to.namespace = $namespace, to.name = $name, to.described = from.described, to.createdAt = from.createdAt,
  to.updatedAt = from.updatedAt, to.sources = from.sources, to.splitAt = $at, to.recordedAt = $now
CREATE (:SplitStated {key: $key, from: $from, to: $to, keys: $keys, at: $at, actor: $actor, recordedAt: $now})
WITH from, to
CALL (from, to) {
  UNWIND $keys AS key
  MATCH (alias:Alias {key: key})-[of:IDENTIFIES]->(from)
  DELETE of
  CREATE (alias)-[:IDENTIFIES {recordedAt: $now}]->(to)
  WITH collect(alias) AS aliases, to
  SET to.drops = nullIf(COLLECT {
    UNWIND aliases AS alias UNWIND coalesce(alias.drops, []) AS at WITH DISTINCT at RETURN at ORDER BY at
  }, [])
  WITH aliases
  UNWIND aliases AS alias
  WITH alias WHERE alias.key = $to
  DETACH DELETE alias
}
SET from.drops = nullIf([at IN from.drops WHERE NOT at IN coalesce(to.drops, [])], []), from.gone = null
WITH from, to
CALL (from, to) {
  MATCH (requirement)-[r:APPLIES_TO|APPLIED_TO]->(from)
  WHERE any(key IN r.keys WHERE key IN $keys)
  CREATE (requirement)-[n:$(type(r))]->(to)
  SET n = properties(r), n.keys = null
  DELETE r
}
CALL (from, to) {
  MATCH (from)-[r:RENAMED_TO]->(other)
  WHERE any(key IN r.keys WHERE key IN $keys)
  CREATE (to)-[n:RENAMED_TO]->(other)
  SET n = properties(r), n.keys = nullIf([key IN r.keys WHERE NOT key = $to], [])
  DELETE r
}
CALL (from, to) {
  MATCH (other)-[r:RENAMED_TO]->(from)
  WHERE any(key IN r.keys WHERE key IN $keys)
  CREATE (other)-[n:RENAMED_TO]->(to)
  SET n = properties(r), n.keys = nullIf([key IN r.keys WHERE NOT key = $to], [])
  DELETE r
}
RETURN COLLECT {
    MATCH (version:Version)-[:VERSION_OF]->(from)
    WHERE any(key IN version.registeredAs WHERE key IN $keys)
      OR EXISTS { (version)-[stated:EVALUATED_IN|ON]-() WHERE any(key IN stated.keys WHERE key IN $keys) }
      OR EXISTS { (artifact:Alias)-[:IDENTIFIES]->(version) WHERE artifact.data IN $keys }
      OR EXISTS { (revision:Revision)-[:REVISES]->(version) WHERE revision.data IN $keys }
      OR EXISTS { (stated:ServingStated {version: version.urn}) WHERE stated.data IN $keys }
    RETURN {urn: version.urn, version: version.version} ORDER BY version.urn
  } AS versions,
  [(from)-[f:FEEDS|FED|SUPPRESSED]-(job:Job) WHERE NOT f.source IN ['openlineage', 'registration'] | job.urn] AS jobs,
  [(from)-[:FEEDS|FED]->(deployment:Deployment) | deployment.urn] AS deployments
