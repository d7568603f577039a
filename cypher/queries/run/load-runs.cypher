// Returns runs with their reads and writes.
// $urns: urns of runs
// row: run (its properties), reads [{data, namespace, name, version, binding, keys, purpose, also}],
// writes [{data, namespace, name, version, statedAt, mode, partition, keys, also (urns of all models of a stated, shared version)}]
UNWIND $urns AS urn
MATCH (r:Entity {urn: urn})
WHERE r.firstAt IS NOT NULL
RETURN r {.*} AS run,
  [(v:Version)-[f:FED]->(r) WHERE f.reads IS NOT NULL |
    {data: v.asset, namespace: v.namespace, name: v.name, version: v.version, binding: f.binding, keys: f.keys,
      purpose: f.purpose,
      also: [(v)-[:IDENTIFIES]->()-[:VERSION_OF]->(model) WHERE f.binding = 'STATED' | model.urn]}] AS reads,
  [(r)-[f:FED]->(v:Version) |
    {data: v.asset, namespace: v.namespace, name: v.name, version: v.version, statedAt: f.statedAt, mode: f.mode,
      partition: f.partition, keys: f.keys,
      also: [(v)-[:IDENTIFIES]->()-[:VERSION_OF]->(model) | model.urn]}] AS writes
