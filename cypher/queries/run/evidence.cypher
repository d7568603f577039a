// Returns the evidence of a job on a day, in fold order.
// $job: urn; $day, $until: the day
// row: urn, named (the named assets and the code version), compacted (whether all its runs are compacted)
CALL () {
  MATCH (e:Execution)
  WHERE e.job = $job AND e.inputsAt >= $day AND e.inputsAt < $until
  RETURN e, e.inputsAt AS at
  UNION
  MATCH (e:Execution)
  WHERE e.job = $job AND e.outputsAt >= $day AND e.outputsAt < $until
  RETURN e, e.outputsAt AS at
}
RETURN e.urn AS urn,
  [e.inputsAt IS NULL, e.outputsAt IS NULL, e.backfill, e.code, '>'] + e.inputs + ['>'] + e.outputs
    + ['>'] + coalesce(e.alsoInputs, []) + ['>'] + coalesce(e.alsoOutputs, []) AS named,
  coalesce(e.summarised, false) AND NOT EXISTS { MATCH (r:Run {execution: e.urn}) } AS compacted
ORDER BY at, e.name
