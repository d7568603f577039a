/**
 * Translates uploaded bills of materials (SPDX 3, AI and dataset profiles): models with
 * training data, metrics, packages, licenses and text.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "evaluation", "run" })
@NullMarked
package dev.pedigree.ingestion.spdx;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
