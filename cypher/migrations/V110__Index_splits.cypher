// That a person split an asset, once each time.
CREATE CONSTRAINT split_stated_key IF NOT EXISTS FOR (n:SplitStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX split_stated_from IF NOT EXISTS FOR (n:SplitStated) ON (n.from);
CREATE INDEX split_stated_to IF NOT EXISTS FOR (n:SplitStated) ON (n.to);
