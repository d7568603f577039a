// How what is touched is used now: where deployments run, what serves in them and who uses them; what batch-scoring jobs read
// (a job that reads a model and writes data, and no model), by design and in their newest evidence execution; and who answers
// for assets: their own owners, else those of what a version is of, or of the models that a deployment serves.
// Of a few assets, what the catalog knows of them comes along, as catalog/assets gives it: but impact/near answers small ones in one trip.
// $deployments, $jobs, $versions, $assets, $shown: the store's numbers
// row: one: servings [{deployment (urn), environment (its properties; null when unknown), servings [{version, models, traffic}],
//   applications (urns)}], scored (urns of what feeds those of the jobs that score, and of those of the versions that one read),
//   answering [{labels and properties of an owner, role, assets (numbers)}]; two of one owner and role name different assets,
//   shown [{labels, properties, aliases, createdAt, updatedAt}]
// Plain expansions, and not one subquery for each asset: six times faster for 5,000 of them.
// Few jobs read a model: those are found first, and only of them is the rest asked.
// allow: CartesianProduct because each side is one row
CALL () {
  UNWIND $deployments AS id
  MATCH (deployment:Deployment)
  WHERE id(deployment) = id AND {{visible(asset: deployment)}}
  RETURN collect({{deployment-use(deployment: deployment)}}) AS servings
}
CALL () {
  UNWIND $jobs AS id
  MATCH (job:Job)
  WHERE id(job) = id AND {{visible(asset: job)}}
  MATCH (job)<-[:FEEDS]-(:Model)
  WITH DISTINCT job
  WHERE EXISTS { (job)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (job)-[:FEEDS]->(:Model) }
  MATCH (job)<-[:FEEDS]-(fed:Standing)
  WHERE {{visible(asset: fed)}}
  RETURN collect(DISTINCT fed.urn) AS feeding
}
CALL () {
  UNWIND $versions AS id
  MATCH (version:DatasetVersion|ModelVersion)
  WHERE id(version) = id AND {{visible(asset: version)}}
  MATCH (version)-[:FED]->(run:Run)
  WITH run.job AS job, collect(DISTINCT version) AS versions
  MATCH (j:Entity {urn: job})
  WHERE {{batch-scoring(job: j)}}
  CALL (job) {
    MATCH (execution:Execution)
    WHERE execution.job = job AND execution.inputsAt IS NOT NULL
    RETURN execution ORDER BY execution.job DESC, execution.inputsAt DESC, execution.name DESC LIMIT 1
  }
  MATCH (run:Run {execution: execution.urn})<-[:FED]-(version)
  WHERE version IN versions
  RETURN collect(DISTINCT version.urn) AS read
}
CALL () {
  CALL () {
    UNWIND $assets AS id
    MATCH (asset:Asset)
    WHERE id(asset) = id AND {{visible(asset: asset)}}
    MATCH (asset)<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role, collect(DISTINCT id(asset)) AS assets
    UNION ALL
    UNWIND $assets AS id
    MATCH (asset:DatasetVersion|ModelVersion)
    WHERE id(asset) = id AND {{visible(asset: asset)}} AND NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
    MATCH (asset)-[:VERSION_OF]->()<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role, collect(DISTINCT id(asset)) AS assets
    UNION ALL
    UNWIND $assets AS id
    MATCH (asset:Deployment)
    WHERE id(asset) = id AND {{visible(asset: asset)}} AND NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
    MATCH (asset)<-[:FEEDS]-(:Model)<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role, collect(DISTINCT id(asset)) AS assets
  }
  RETURN collect({labels: labels(owner), properties: properties(owner), role: role, assets: assets}) AS answering
}
CALL () {
  UNWIND $shown AS id
  MATCH (asset:Asset)
  WHERE id(asset) = id AND {{visible(asset: asset)}}
  WITH DISTINCT asset, head([(asset)-[:VERSION_OF]->(parent) | parent]) AS parent
  RETURN collect({
    labels: labels(asset), properties: {{asset-properties(asset: asset)}},
    aliases: [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key],
    createdAt: coalesce(asset.createdAt, asset.at, asset.sightedAt, parent.createdAt, asset.recordedAt),
    updatedAt: coalesce(asset.updatedAt, asset.at, asset.sightedAt, parent.updatedAt, asset.recordedAt)
  }) AS shown
}
RETURN servings, feeding + read AS scored, answering, shown
