// Deletes versions, runs, fields, executions, values and aliases of an asset, one batch per call.
// $urn: urn of the asset; $most: maximum number of members
// row: gone (number of deleted nodes)
// allow: Eager because it deletes a few thousand nodes at most
MATCH (asset:Entity {urn: $urn})
CALL (asset) {
  MATCH (member:Version)-[:VERSION_OF]->(asset)
  WHERE NOT EXISTS { MATCH (member)-[:VERSION_OF]->(other) WHERE other <> asset }
  RETURN member LIMIT $most
  UNION
  MATCH (member:Run)-[:RUN_OF]->(asset)
  RETURN member LIMIT $most
  UNION
  MATCH (asset)-[:HAS_FIELD|HAD_FIELD]->(member:Field)
  RETURN member LIMIT $most
  UNION
  MATCH (member:Declaration)-[:DECLARES]->(asset)
  RETURN member LIMIT $most
  UNION
  MATCH (asset)-[:EVALUATED_IN]->(member:Evaluation)
  RETURN member LIMIT $most
  UNION
  MATCH (member:Summary)-[:SUMMARISES]->(asset)
  WHERE asset:Job
  RETURN member LIMIT $most
  UNION
  MATCH (member:Execution)
  WHERE member.job = asset.urn AND member.inputsAt IS NOT NULL AND NOT EXISTS { MATCH (run:Run {execution: member.urn}) }
  RETURN member LIMIT $most
  UNION
  MATCH (member:Execution)
  WHERE member.job = asset.urn AND member.outputsAt IS NOT NULL AND NOT EXISTS { MATCH (run:Run {execution: member.urn}) }
  RETURN member LIMIT $most
}
WITH DISTINCT member LIMIT $most
CALL (member) {
  MATCH (value)-[:REVISES|ABOUT|IDENTIFIES]->(member)
  DETACH DELETE value
}
CALL (member) {
  MATCH (change:Change {id: member.urn})
  REMOVE change.id
}
CALL (member) {
  MATCH (stated:ServingStated {version: member.urn})
  DETACH DELETE stated
}
CALL (member) {
  CALL (member) {
    MATCH (member)-[:EVALUATED_IN]->(evaluation:Evaluation)
    RETURN evaluation
    UNION
    MATCH (member)<-[:ON]-(evaluation:Evaluation)
    WHERE evaluation.run IS NOT NULL
    RETURN evaluation
    UNION
    MATCH (evaluation:Evaluation)
    WHERE evaluation.run = member.urn
    RETURN evaluation
  }
  CALL (evaluation) {
    MATCH (evaluation)-[:MEASURED]->(metric:Metric)
    DETACH DELETE metric
  }
  DETACH DELETE evaluation
}
CALL (member) {
  MATCH (count:CountStated)
  WHERE count.run = member.urn
  DELETE count
}
CALL (member) {
  MATCH (count:CountStated)
  WHERE count.counted = member.urn AND count.rank IS NOT NULL
  DELETE count
}
CALL (member) {
  WITH member WHERE member:Run
  MATCH (execution:Execution {urn: member.execution})
  DETACH DELETE execution
}
CALL (member) {
  MATCH (member)-[:MEASURED]->(metric:Metric)
  DETACH DELETE metric
}
CALL (member) {
  MATCH (member)-[:DEPENDS_ON]->(package:Package)
  WHERE COUNT { ()-[:DEPENDS_ON]->(package) } = 1
  DETACH DELETE package
}
DETACH DELETE member
RETURN count(*) AS gone
