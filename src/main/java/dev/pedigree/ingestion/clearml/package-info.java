/**
 * Captures ClearML by polling: tasks as runs with parameters and datasets, models as
 * versions with metrics and packages of their tasks, datasets with their parents, and
 * serving endpoints. Uncommitted source, comments, hosts and users are not fetched.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description",
		"evaluation", "run" })
@NullMarked
package dev.pedigree.ingestion.clearml;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
