// What a job did on a day, when its runs are no longer kept one by one.
CREATE CONSTRAINT summary_urn IF NOT EXISTS FOR (n:Summary) REQUIRE n.urn IS UNIQUE;
CREATE INDEX summary_job IF NOT EXISTS FOR (n:Summary) ON (n.job, n.at);
// Those that still wrote versions which may be taken away: the property goes with the last of them.
CREATE INDEX summary_open IF NOT EXISTS FOR (n:Summary) ON (n.open);
// Jobs in order, some at a time.
CREATE INDEX job_urn IF NOT EXISTS FOR (n:Job) ON (n.urn);
