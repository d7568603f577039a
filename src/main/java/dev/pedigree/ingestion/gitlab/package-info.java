/**
 * Captures GitLab: deployments of projects with environment, commit, status and creator.
 * Served model versions are stated by the pipeline itself.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description" })
@NullMarked
package dev.pedigree.ingestion.gitlab;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
