/**
 * Descriptions of datasets (Croissant), sent as files; they may capture a dataset, its
 * columns, its licence, what it was made from, and how it came about.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "run" })
@NullMarked
package dev.pedigree.ingestion.croissant;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
