/**
 * Weights & Biases: collections of models and datasets, in projects and registries, with
 * their versions, aliases and tags; runs with what they read and made, their
 * configuration and figures. Webhooks of automations say which collection to ask for;
 * asking for the named projects (GraphQL) finds the rest. Users, hosts and command lines
 * are not asked for.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "evaluation",
		"ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.wandb;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
