// Matches the edges between fields that are in scope.
// {{edge}}: the variable of the edge
// $past: whether ended edges count too; $asOf: valid time of the edges, or null
($past OR {{edge}}.until IS NULL OR {{edge}}.until > $asOf) AND ($asOf IS NULL OR {{edge}}.since <= $asOf)
