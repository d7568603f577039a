/**
 * MLflow 2 and 3: registered models, their versions with stages, tags, aliases,
 * signatures and packages, and the runs that made them with their datasets, parameters
 * and metrics. Webhooks say what to ask for; asking for all finds what was renamed or
 * removed. Users and command lines are left out.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "evaluation",
		"ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.mlflow;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
