// Where the artifact of a model version lies, in its normal form, and a hash of it: those who serve it tell no version.
CREATE INDEX model_version_location IF NOT EXISTS FOR (n:ModelVersion) ON (n.location);
CREATE INDEX model_version_hash IF NOT EXISTS FOR (n:ModelVersion) ON (n.hash);
CREATE INDEX serving_artifact IF NOT EXISTS FOR (n:ServingStated) ON (n.artifact);
// Who learns what an artifact is and who says that it serves take turns.
CREATE CONSTRAINT artifact_lock IF NOT EXISTS FOR (n:ArtifactLock) REQUIRE n.name IS UNIQUE;
