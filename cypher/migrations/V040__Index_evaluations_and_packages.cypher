// Each figure of an evaluation, once.
CREATE CONSTRAINT metric_key IF NOT EXISTS FOR (n:Metric) REQUIRE n.key IS UNIQUE;
// The versions of a package.
CREATE INDEX package_any_version IF NOT EXISTS FOR (n:Package) ON (n.anyVersion);
