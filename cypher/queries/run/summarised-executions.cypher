// Returns evidence of compacted runs that names assets by keys that they no longer have as urns.
// $jobs: urns; $keys: urns
// row: urn
UNWIND $jobs AS job
CALL (job) {
  MATCH (e:Execution)
  WHERE e.job = job AND e.inputsAt IS NOT NULL
  RETURN e
  UNION
  MATCH (e:Execution)
  WHERE e.job = job AND e.outputsAt IS NOT NULL
  RETURN e
}
WITH e
WHERE e.summarised AND any(key IN $keys WHERE key IN e.inputs OR key IN e.outputs OR key IN e.alsoInputs OR key IN e.alsoOutputs)
RETURN e.urn AS urn
