/**
 * Small documents by which a delivery pipeline tells how a model version did and where it
 * was deployed; it may capture evaluations and servings.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "deployment", "evaluation" })
@NullMarked
package dev.pedigree.ingestion.cicd;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
