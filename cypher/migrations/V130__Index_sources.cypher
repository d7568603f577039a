// A connected system, by its name.
CREATE CONSTRAINT source_name IF NOT EXISTS FOR (n:Source) REQUIRE n.name IS UNIQUE;
// How far a collection of a connected system was asked for, and what it listed.
CREATE CONSTRAINT watermark_key IF NOT EXISTS FOR (n:Watermark) REQUIRE n.key IS UNIQUE;
// What a connected system pushed, once however often it comes.
CREATE CONSTRAINT delivery_key IF NOT EXISTS FOR (n:Delivery) REQUIRE n.key IS UNIQUE;
// Those that wait: the property goes when they are followed up.
CREATE INDEX delivery_waiting IF NOT EXISTS FOR (n:Delivery) ON (n.waits, n.at);
// Old ones are taken away.
CREATE INDEX delivery_at IF NOT EXISTS FOR (n:Delivery) ON (n.at);
