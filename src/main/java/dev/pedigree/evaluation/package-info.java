/**
 * Evaluations of model and dataset versions with their metrics, and package dependencies.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity" })
@NullMarked
package dev.pedigree.evaluation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
