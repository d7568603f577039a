/**
 * What people say of assets, in the catalog's own words. It captures nothing: what it
 * tells wins over what is captured.
 */
@ApplicationModule(allowedDependencies = { "limits", "ingestion", "catalog", "identity", "description", "run",
		"ownership", "deployment", "evaluation", "graph" })
@NullMarked
package dev.pedigree.ingestion.manual;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
