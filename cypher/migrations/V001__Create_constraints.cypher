// One name, one node: assets, teams, people, environments.
CREATE CONSTRAINT entity_urn IF NOT EXISTS FOR (n:Entity) REQUIRE n.urn IS UNIQUE;
// All further names of an asset.
CREATE CONSTRAINT alias_key IF NOT EXISTS FOR (n:Alias) REQUIRE n.key IS UNIQUE;
// Each value a source ever stated of an asset, once.
CREATE CONSTRAINT revision_key IF NOT EXISTS FOR (n:Revision) REQUIRE n.key IS UNIQUE;
// Versions of an asset in the order in which they could be read.
CREATE INDEX version_order IF NOT EXISTS FOR (n:Version) ON (n.asset, n.eligibleAt);
// Versions of an asset by when they were made, partial ones too.
CREATE INDEX version_made IF NOT EXISTS FOR (n:Version) ON (n.asset, n.at);
// Stated versions that nobody wrote, by when they were first read.
CREATE INDEX version_sighted IF NOT EXISTS FOR (n:Version) ON (n.asset, n.sightedAt);
// Reads of an asset or stated version by when they happened, and those that never end.
CREATE INDEX read_order IF NOT EXISTS FOR ()-[r:FED]-() ON (r.reads, r.at);
CREATE INDEX stream_reads IF NOT EXISTS FOR ()-[r:FED]-() ON (r.stream);
// Runs of a job, newest first.
CREATE INDEX run_order IF NOT EXISTS FOR (n:Run) ON (n.job, n.startedAt);
// Runs of one execution.
CREATE INDEX run_execution IF NOT EXISTS FOR (n:Run) ON (n.execution);
// Evidence for the standing level, each side apart.
// Executions by their runs.
CREATE CONSTRAINT execution_urn IF NOT EXISTS FOR (n:Execution) REQUIRE n.urn IS UNIQUE;
// Evidence for the standing level, each side apart.
CREATE INDEX execution_inputs IF NOT EXISTS FOR (n:Execution) ON (n.job, n.inputsAt);
CREATE INDEX execution_outputs IF NOT EXISTS FOR (n:Execution) ON (n.job, n.outputsAt);
// Runs by their id; other assets are found by their urn, which their names make (names may be longer than an index takes).
CREATE INDEX run_name IF NOT EXISTS FOR (n:Run) ON (n.name);
CREATE INDEX model_urn IF NOT EXISTS FOR (n:Model) ON (n.urn);
CREATE INDEX dataset_urn IF NOT EXISTS FOR (n:Dataset) ON (n.urn);
CREATE INDEX deployment_urn IF NOT EXISTS FOR (n:Deployment) ON (n.urn);
CREATE INDEX team_urn IF NOT EXISTS FOR (n:Team) ON (n.urn);
// Each declaration of a job's design, once.
CREATE CONSTRAINT declaration_key IF NOT EXISTS FOR (n:Declaration) REQUIRE n.key IS UNIQUE;
