// What is known of these runs.
// $urns: of the runs
// row: run (its properties), reads [{data, namespace, name, version, binding, key}],
// writes [{data, namespace, name, version, stated, mode, partition, key}]
UNWIND $urns AS urn
MATCH (r:Entity {urn: urn})
WHERE r.firstAt IS NOT NULL
RETURN r {.*} AS run,
  [(v:Version)-[f:FED]->(r) WHERE f.reads IS NOT NULL |
    {data: v.asset, namespace: v.namespace, name: v.name, version: v.version, binding: f.binding, key: f.key}] AS reads,
  [(r)-[f:FED]->(v:Version) |
    {data: v.asset, namespace: v.namespace, name: v.name, version: v.version, stated: f.stated, mode: f.mode,
      partition: f.partition, key: f.key}] AS writes
