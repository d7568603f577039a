// Matches the edges that lineage/walk follows: VERSION_OF, RUN_OF and SUMMARISES backwards from a root to its members, else
// the edges in scope, in walk direction.
// A walk ends before an asset that the viewer may not see.
// {{tail}}, {{edge}}, {{head}}: variables of the edge and its nodes, in walk direction
// {{root}}: whether the tail is a root
// $level, $from, $to, $past, $asOf, $after, $knownAt: as in the walk
{{visible(asset: {{head}})}} AND CASE
  WHEN {{edge}}:VERSION_OF OR {{edge}}:RUN_OF OR {{edge}}:SUMMARISES THEN
    $level = 'RECORDED' AND endNode({{edge}}) = {{tail}} AND {{root}} AND ({{head}}:Recorded OR {{head}}:Summary)
    AND ($from IS NULL OR coalesce({{head}}.until, {{head}}.at, {{head}}.endedAt, {{head}}.startedAt, {{head}}.sightedAt) >= $from)
    AND ($to IS NULL OR coalesce({{head}}.at, {{head}}.endedAt, {{head}}.startedAt, {{head}}.sightedAt) < $to)
    AND ($asOf IS NULL OR coalesce({{head}}.at, {{head}}.startedAt, $asOf) <= $asOf)
  ELSE (startNode({{edge}}) = {{tail}}) = (direction = 'DOWNSTREAM')
    AND ($past OR {{edge}}.until IS NULL OR {{edge}}.until > coalesce($after, $asOf))
    AND CASE WHEN {{edge}}:TOLD THEN {{edge}}.was <> 'SUPPRESSED' AND {{edge}}.retoldAt > $knownAt ELSE true END
    AND ($knownAt IS NULL OR {{edge}}.recordedAt <= $knownAt)
    AND ($asOf IS NULL
      OR (coalesce({{edge}}.since, {{edge}}.at, $asOf) <= $asOf AND coalesce({{tail}}.at, $asOf) <= $asOf
        AND coalesce({{head}}.at, $asOf) <= $asOf))
    AND CASE $level WHEN 'STANDING' THEN {{tail}}:Standing AND {{head}}:Standing
      ELSE {{tail}}:Recorded AND ({{head}}:Recorded OR {{head}}:Summary) END
END
