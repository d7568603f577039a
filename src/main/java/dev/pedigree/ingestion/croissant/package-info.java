/**
 * Translates uploaded Croissant files: a dataset with columns, license, sources and text.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "run" })
@NullMarked
package dev.pedigree.ingestion.croissant;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
