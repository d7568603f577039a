// Returns the time until which runs of jobs are kept as summaries only.
// $jobs: urns
// row: job, until
UNWIND $jobs AS urn
MATCH (j:Entity {urn: urn})
WHERE j.summarisedUntil IS NOT NULL
RETURN urn AS job, j.summarisedUntil AS until
