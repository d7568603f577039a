/**
 * Captures MLflow 2 and 3: registered models, versions with stages, tags, aliases,
 * signatures and packages, and runs with datasets, parameters and metrics. Users and
 * command lines are not stored.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "evaluation",
		"ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.mlflow;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
