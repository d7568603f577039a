/**
 * GitLab: what was deployed where, by whom and from which commit, and how far that came.
 * It knows no models: which version serves is told by the pipeline itself.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description" })
@NullMarked
package dev.pedigree.ingestion.gitlab;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
