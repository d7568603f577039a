// What is known of these runs.
// $urns: of the runs
// row: run (its properties), reads [{data, namespace, name, version, binding, keys}],
// writes [{data, namespace, name, version, statedAt, mode, partition, keys}]
UNWIND $urns AS urn
MATCH (r:Entity {urn: urn})
WHERE r.firstAt IS NOT NULL
RETURN r {.*} AS run,
  [(v:Version)-[f:FED]->(r) WHERE f.reads IS NOT NULL |
    {data: v.asset, namespace: v.namespace, name: v.name, version: v.version, binding: f.binding, keys: f.keys}] AS reads,
  [(r)-[f:FED]->(v:Version) |
    {data: v.asset, namespace: v.namespace, name: v.name, version: v.version, statedAt: f.statedAt, mode: f.mode,
      partition: f.partition, keys: f.keys}] AS writes
