// Returns the declared jobs that exist only for an asset: jobs of its links, and jobs that represent its production.
// $urn: urn of the asset
// $declared: urns of the jobs that would represent its production
// row: job (urn)
MATCH (:Entity {urn: $urn})-[:FEEDS|FED|TOLD|SUPPRESSED]-(job:Job)
WHERE job.namespace = 'link' AND job.jobType = 'DECLARED'
RETURN job.urn AS job
UNION
UNWIND $declared AS urn
MATCH (job:Entity {urn: urn})
RETURN job.urn AS job
