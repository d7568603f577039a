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
  WHERE id(deployment) = id
  RETURN collect({
    deployment: deployment.urn,
    environment: head([(deployment)-[:RUNS_IN]->(environment:Environment) | properties(environment)]),
    servings: [(deployment)<-[serves:FEEDS]-(version:ModelVersion) |
      {version: version.urn, models: [(version)-[:VERSION_OF]->(model) | model.urn], traffic: serves.traffic}],
    applications: [(deployment)-[:FEEDS]->(application:Application) | application.urn]
  }) AS servings
}
CALL () {
  UNWIND $jobs AS id
  MATCH (job:Job)
  WHERE id(job) = id
  MATCH (job)<-[:FEEDS]-(:Model)
  WITH DISTINCT job
  WHERE EXISTS { (job)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (job)-[:FEEDS]->(:Model) }
  MATCH (job)<-[:FEEDS]-(fed:Standing)
  RETURN collect(DISTINCT fed.urn) AS feeding
}
CALL () {
  UNWIND $versions AS id
  MATCH (version:DatasetVersion|ModelVersion)
  WHERE id(version) = id
  MATCH (version)-[:FED]->(run:Run)
  WITH run.job AS job, collect(DISTINCT version) AS versions
  MATCH (j:Entity {urn: job})
  WHERE EXISTS { (j)<-[:FEEDS]-(:Model) } AND EXISTS { (j)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (j)-[:FEEDS]->(:Model) }
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
    WHERE id(asset) = id
    MATCH (asset)<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role, collect(DISTINCT id(asset)) AS assets
    UNION ALL
    UNWIND $assets AS id
    MATCH (asset:DatasetVersion|ModelVersion)
    WHERE id(asset) = id AND NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
    MATCH (asset)-[:VERSION_OF]->()<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role, collect(DISTINCT id(asset)) AS assets
    UNION ALL
    UNWIND $assets AS id
    MATCH (asset:Deployment)
    WHERE id(asset) = id AND NOT EXISTS { (asset)<-[:OWNS]-(:Owner) }
    MATCH (asset)<-[:FEEDS]-(:Model)<-[owns:OWNS]-(owner:Owner)
    RETURN owner, owns.role AS role, collect(DISTINCT id(asset)) AS assets
  }
  RETURN collect({labels: labels(owner), properties: properties(owner), role: role, assets: assets}) AS answering
}
CALL () {
  UNWIND $shown AS id
  MATCH (asset:Asset)
  WHERE id(asset) = id
  WITH DISTINCT asset, head([(asset)-[:VERSION_OF]->(parent) | parent]) AS parent
  RETURN collect({
    labels: labels(asset), properties: asset {.*, searchWhole: null, searchNames: null, searchFields: null},
    aliases: [(alias:Alias)-[:IDENTIFIES]->(asset) | alias.key],
    createdAt: coalesce(asset.createdAt, asset.at, asset.sightedAt, parent.createdAt, asset.recordedAt),
    updatedAt: coalesce(asset.updatedAt, asset.at, asset.sightedAt, parent.updatedAt, asset.recordedAt)
  }) AS shown
}
RETURN servings, feeding + read AS scored, answering, shown
