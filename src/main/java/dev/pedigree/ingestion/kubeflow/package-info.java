/**
 * Captures Kubeflow's model registry (v1alpha3, also called its hub) by polling:
 * registered models with owners, versions with artifacts, formats, metrics and custom
 * properties, and services. Authors are not stored. A statement of the cluster itself
 * overrides the registry's services.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description",
		"evaluation", "ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.kubeflow;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
