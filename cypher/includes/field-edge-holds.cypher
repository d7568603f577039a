// Whether an edge between fields counts.
// {{edge}}: the variable of the edge
// $past: whether what has ended counts too; $asOf: the moment at which an edge must hold, or null
($past OR {{edge}}.until IS NULL OR {{edge}}.until > $asOf) AND ($asOf IS NULL OR {{edge}}.since <= $asOf)
