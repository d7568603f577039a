// What flowed from or to assets, run by run or as of a day: the closed set of what is reached, with the edges among it.
// $roots: urns
// $level: STANDING (a version stands for its data, a run for its job) or RECORDED (data starts at its versions, a job at its runs)
// $directions: DOWNSTREAM, UPSTREAM or both
// $past: whether to follow what has ended too; $asOf: the moment at which an edge must hold, or null; $after: it must hold at some
//   moment after this one and until $asOf, or null; $knownAt: only what was recorded by then, and not retold by then, or null
// $from, $to: when the versions and runs where a recorded walk starts were made, or null
// ids are the store's own numbers: for the questions that follow within the same request, never kept
// row: one a direction: direction, ids, urns, kinds, starts (ids), and the edges as they are walked: tails, heads (ids),
//   bindings, memberships (whether the step goes from data to its version, from a job to its run), unknownModes (ids of
//   dataset versions of which nobody knows whether they were appended)
// A summary of runs that are no longer kept is an end of the walk, of kind OTHER; from there on nobody knows which way data took.
// Members are walked as steps against VERSION_OF and RUN_OF, so that all versions of data share one visited set: starting
// at each alone was 100 times slower for 1,500 versions. Hence the pattern without direction; the predicate has it.
UNWIND $roots AS urn
MATCH (asked:Entity {urn: urn})
OPTIONAL MATCH (asked)-[:VERSION_OF|RUN_OF]->(parent:Standing)
WHERE $level = 'STANDING'
WITH DISTINCT coalesce(parent, asked) AS root
WITH collect(root) AS roots
UNWIND $directions AS direction
CALL (roots, direction) {
  UNWIND roots AS root
  MATCH (root)((a)-[r:FED|FEEDS|TOLD|VERSION_OF|RUN_OF|SUMMARISES]-(b)
    WHERE CASE
      WHEN r:VERSION_OF OR r:RUN_OF OR r:SUMMARISES THEN $level = 'RECORDED' AND endNode(r) = a AND a.urn = root.urn AND (b:Recorded OR b:Summary)
        AND ($from IS NULL OR coalesce(b.until, b.at, b.endedAt, b.startedAt, b.sightedAt) >= $from)
        AND ($to IS NULL OR coalesce(b.at, b.endedAt, b.startedAt, b.sightedAt) < $to)
        AND ($asOf IS NULL OR coalesce(b.at, b.startedAt, $asOf) <= $asOf)
      ELSE (startNode(r) = a) = (direction = 'DOWNSTREAM')
        AND ($past OR r.until IS NULL OR r.until > coalesce($after, $asOf))
        AND CASE WHEN r:TOLD THEN r.was <> 'SUPPRESSED' AND r.retoldAt > $knownAt ELSE true END
        AND ($knownAt IS NULL OR r.recordedAt <= $knownAt)
        AND ($asOf IS NULL
          OR (coalesce(r.since, r.at, $asOf) <= $asOf AND coalesce(a.at, $asOf) <= $asOf
            AND coalesce(b.at, $asOf) <= $asOf))
        AND CASE $level WHEN 'STANDING' THEN a:Standing AND b:Standing ELSE a:Recorded AND (b:Recorded OR b:Summary) END
      END)*(node)
  WITH DISTINCT node
  RETURN collect(node) AS nodes
}
CALL (roots, direction, nodes) {
  UNWIND nodes AS a
  MATCH (a)-[r:FED|FEEDS|TOLD|VERSION_OF|RUN_OF|SUMMARISES]-(b)
  WHERE CASE
    WHEN r:VERSION_OF OR r:RUN_OF OR r:SUMMARISES THEN $level = 'RECORDED' AND endNode(r) = a AND a IN roots AND (b:Recorded OR b:Summary)
      AND ($from IS NULL OR coalesce(b.until, b.at, b.endedAt, b.startedAt, b.sightedAt) >= $from)
      AND ($to IS NULL OR coalesce(b.at, b.endedAt, b.startedAt, b.sightedAt) < $to)
      AND ($asOf IS NULL OR coalesce(b.at, b.startedAt, $asOf) <= $asOf)
    ELSE (startNode(r) = a) = (direction = 'DOWNSTREAM')
      AND ($past OR r.until IS NULL OR r.until > coalesce($after, $asOf))
      AND CASE WHEN r:TOLD THEN r.was <> 'SUPPRESSED' AND r.retoldAt > $knownAt ELSE true END
      AND ($knownAt IS NULL OR r.recordedAt <= $knownAt)
      AND ($asOf IS NULL
        OR (coalesce(r.since, r.at, $asOf) <= $asOf AND coalesce(a.at, $asOf) <= $asOf
          AND coalesce(b.at, $asOf) <= $asOf))
      AND CASE $level WHEN 'STANDING' THEN a:Standing AND b:Standing ELSE a:Recorded AND (b:Recorded OR b:Summary) END
    END
  RETURN collect(id(a)) AS tails,
    collect(id(b)) AS heads,
    collect(coalesce(r.binding, '')) AS bindings,
    collect(r:VERSION_OF OR r:RUN_OF OR r:SUMMARISES) AS memberships
}
RETURN direction,
  [node IN nodes | id(node)] AS ids,
  [node IN nodes | node.urn] AS urns,
  [node IN nodes | CASE
    WHEN node:Run THEN 'RUN' WHEN node:DatasetVersion THEN 'DATASET_VERSION' WHEN node:ModelVersion THEN 'MODEL_VERSION'
    WHEN node:Job THEN 'JOB' WHEN node:Dataset THEN 'DATASET' WHEN node:Model THEN 'MODEL'
    WHEN node:Deployment THEN 'DEPLOYMENT' WHEN node:Application THEN 'APPLICATION' ELSE 'OTHER' END] AS kinds,
  [root IN roots | id(root)] AS starts,
  tails, heads, bindings, memberships,
  [node IN nodes WHERE node:DatasetVersion AND node.mode IS NULL AND node.at IS NOT NULL AND NOT coalesce(node.appended, false)
    | id(node)] AS unknownModes
