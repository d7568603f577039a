/**
 * Translates uploaded bills of materials (CycloneDX ML-BOM): models with training data,
 * metrics, packages, licenses and model cards.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "evaluation", "ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.cyclonedx;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
