// An artifact that several registries have is one version; what each says of it is found by its location and hash all the same.
DROP INDEX model_version_location IF EXISTS;
DROP INDEX model_version_hash IF EXISTS;
CREATE INDEX version_location IF NOT EXISTS FOR (n:Version) ON (n.location);
CREATE INDEX version_hash IF NOT EXISTS FOR (n:Version) ON (n.hash);
CREATE INDEX serving_version IF NOT EXISTS FOR (n:ServingStated) ON (n.version);
