// That a version of several registries is one of further models was taken as if its runs had named these; each missed what was not linked to it.
CREATE INDEX execution_shared IF NOT EXISTS FOR (n:Execution) ON (n.job, n.sharedAt);
MATCH (v:Version)-[:IDENTIFIES]->()-[:VERSION_OF]->(model:Model)
WHERE model.urn <> v.asset
MATCH (v)-[used:FED]-(run:Run)
WHERE coalesce(used.binding, 'STATED') = 'STATED'
MATCH (execution:Execution {urn: run.execution})
WITH execution, startNode(used) = run AS wrote, v.asset AS via, model.urn AS model ORDER BY via, model
WITH DISTINCT execution, wrote, via, model
WITH execution, wrote, collect([via, model]) AS pairs
WITH execution, wrote, pairs,
  COLLECT { MATCH (:Run {execution: execution.urn})-[:FED]->(version:Version) RETURN DISTINCT version.asset } AS written,
  COLLECT { MATCH (:Run {execution: execution.urn})<-[:FED]-(version:Version) RETURN DISTINCT version.asset } AS read
SET execution.alsoOutputs = CASE WHEN wrote THEN reduce(all = [], pair IN pairs | all + pair) ELSE execution.alsoOutputs END,
  execution.alsoInputs = CASE WHEN wrote THEN execution.alsoInputs ELSE reduce(all = [], pair IN pairs | all + pair) END,
  execution.outputs = CASE WHEN wrote
    THEN [urn IN execution.outputs WHERE urn IN written OR NOT any(pair IN pairs WHERE pair[1] = urn)] ELSE execution.outputs END,
  execution.inputs = CASE WHEN wrote THEN execution.inputs
    ELSE [urn IN execution.inputs WHERE urn IN read OR NOT any(pair IN pairs WHERE pair[1] = urn)] END,
  execution.sharedAt = coalesce(CASE WHEN wrote THEN execution.outputsAt ELSE execution.inputsAt END, execution.sharedAt);
// Edges that no execution names any more follow others; the next run of their job has them hold as long as those.
MATCH (execution:Execution)
WHERE execution.sharedAt IS NOT NULL
UNWIND range(0, size(coalesce(execution.alsoOutputs, [])) - 1, 2) AS i
WITH execution.job AS job, execution.alsoOutputs[i + 1] AS model, collect(DISTINCT execution.alsoOutputs[i]) AS via
MATCH (:Entity {urn: job})-[edge:FEEDS|FED|SUPPRESSED]->(:Entity {urn: model})
WHERE edge.source = 'openlineage'
  AND NOT EXISTS { MATCH (named:Execution) WHERE named.job = job AND named.outputsAt IS NOT NULL AND model IN named.outputs }
SET edge.source = 'registration', edge.via = via;
MATCH (execution:Execution)
WHERE execution.sharedAt IS NOT NULL
UNWIND range(0, size(coalesce(execution.alsoInputs, [])) - 1, 2) AS i
WITH execution.job AS job, execution.alsoInputs[i + 1] AS model, collect(DISTINCT execution.alsoInputs[i]) AS via
MATCH (:Entity {urn: job})<-[edge:FEEDS|FED|SUPPRESSED]-(:Entity {urn: model})
WHERE edge.source = 'openlineage'
  AND NOT EXISTS { MATCH (named:Execution) WHERE named.job = job AND named.inputsAt IS NOT NULL AND model IN named.inputs }
SET edge.source = 'registration', edge.via = via;
