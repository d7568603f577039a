/**
 * Captures Weights & Biases: collections of models and datasets with versions, aliases
 * and tags, and runs with inputs, outputs, configuration and metrics. Users, hosts and
 * command lines are not fetched.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "evaluation",
		"ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.wandb;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
