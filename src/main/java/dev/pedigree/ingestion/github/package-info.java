/**
 * Captures GitHub: deployments of repositories with environment, commit, status and
 * creator, and the served model or artifact that a deployment's payload names.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description" })
@NullMarked
package dev.pedigree.ingestion.github;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
