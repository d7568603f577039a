/**
 * ClearML: tasks as runs with their parameters and datasets, models as versions with the
 * figures and packages of the task that made them, datasets with what they were made
 * from, and which endpoints serve. It is asked for what changed, because its server tells
 * nobody. What may hold secrets or name people (uncommitted source, comments, hosts,
 * users) is not even asked for.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description",
		"evaluation", "run" })
@NullMarked
package dev.pedigree.ingestion.clearml;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
