/**
 * Bills of materials of models (CycloneDX ML-BOM), sent as files; they may capture
 * models, data that they were made from, figures, packages, licences and model cards.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "evaluation", "ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.cyclonedx;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
