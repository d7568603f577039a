// Returns the sequence number of the newest change.
// row: seq; none before the first change
MATCH (tail:ChangeTail {name: 'assets'})
RETURN tail.seq AS seq
