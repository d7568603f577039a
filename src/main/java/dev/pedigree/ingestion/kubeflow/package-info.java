/**
 * Kubeflow's model registry (v1alpha3, which Kubeflow also calls its hub): registered
 * models with their owners, versions with where their artifacts lie, formats, figures and
 * custom properties, and what is archived. It is listed and compared with the list
 * before, because it tells nobody of changes. Authors are left out, and so is what it
 * says of deployments: clusters say that themselves.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "evaluation",
		"ownership", "run" })
@NullMarked
package dev.pedigree.ingestion.kubeflow;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
