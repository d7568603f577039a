// Returns the declared jobs that exist for an asset only: those of links from and to it, and those that stand for what makes it.
// $urn: of the asset
// $declared: urns of the jobs that would stand for what makes it
// row: job (urn)
MATCH (:Entity {urn: $urn})-[:FEEDS|FED|TOLD|SUPPRESSED]-(job:Job)
WHERE job.namespace = 'link' AND job.jobType = 'DECLARED'
RETURN job.urn AS job
UNION
UNWIND $declared AS urn
MATCH (job:Entity {urn: urn})
RETURN job.urn AS job
