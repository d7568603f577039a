// The end of the tail of changes, one node that its writers lock in turn.
CREATE CONSTRAINT change_tail_name IF NOT EXISTS FOR (n:ChangeTail) REQUIRE n.name IS UNIQUE;
// Changes in the order of their commits.
CREATE CONSTRAINT change_seq IF NOT EXISTS FOR (n:Change) REQUIRE n.seq IS UNIQUE;
// Old ones are taken away.
CREATE INDEX change_at IF NOT EXISTS FOR (n:Change) ON (n.at);
// What is forgotten has no name in them.
CREATE INDEX change_id IF NOT EXISTS FOR (n:Change) ON (n.id);
