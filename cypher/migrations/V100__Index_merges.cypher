// That a person said that two assets are one, once a pair.
CREATE CONSTRAINT merge_stated_key IF NOT EXISTS FOR (n:MergeStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX merge_stated_keep IF NOT EXISTS FOR (n:MergeStated) ON (n.keep);
CREATE INDEX merge_stated_merge IF NOT EXISTS FOR (n:MergeStated) ON (n.merge);
