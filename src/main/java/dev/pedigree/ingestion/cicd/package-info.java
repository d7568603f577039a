/** Translates documents of CI/CD pipelines: evaluations and deployments of models. */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "deployment", "evaluation" })
@NullMarked
package dev.pedigree.ingestion.cicd;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
