// Returns the present use of affected assets: environments, servings and consumers of deployments; the inputs of batch-scoring jobs
// (a job that reads a model and writes data, and no model), by design and in their newest evidence execution; and the owners
// of assets: their own, else those of the parent of a version, or of the models that a deployment serves.
// For a few assets it also returns their properties, like catalog/assets; impact/near replaces it for small answers.
// $deployments, $jobs, $versions, $assets, $shown: internal node ids
// row: one row: servings [{deployment (urn), environment (its properties; null when unknown), servings [{version, models, traffic}],
//   applications (urns)}], scored (urns of the inputs of scoring jobs, and of those of the versions that one read),
//   answering [{labels and properties of an owner, role, assets (node ids)}]; entries with equal owner and role name different assets,
//   shown [{labels, properties, aliases, createdAt, updatedAt}]
// Plain expansions instead of one subquery per asset: six times faster for 5,000 assets.
// Few jobs read a model: finding those first limits the rest of the query.
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
