/**
 * Kubeflow's model registry (v1alpha3, which Kubeflow also calls its hub): registered
 * models with their owners, versions with where their artifacts lie, formats, figures and
 * custom properties, and what is archived. It is listed and compared with the list
 * before, because it tells nobody of changes. Authors are left out. What it says of
 * deployments counts while no cluster speaks of them itself.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description",
		"evaluation", "ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.kubeflow;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
