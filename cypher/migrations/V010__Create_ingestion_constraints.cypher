// A refused payload is kept once, however often it comes.
CREATE CONSTRAINT rejected_id IF NOT EXISTS FOR (n:RejectedPayload) REQUIRE n.id IS UNIQUE;
// Refused payloads, newest first.
CREATE INDEX rejected_order IF NOT EXISTS FOR (n:RejectedPayload) ON (n.receivedAt);
// A facet is counted once for each place and name.
CREATE CONSTRAINT facet_key IF NOT EXISTS FOR (n:FacetCount) REQUIRE n.key IS UNIQUE;
