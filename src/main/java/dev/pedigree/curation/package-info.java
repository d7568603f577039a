/**
 * Curation: the mutations and the inventory import of curators. They create metadata
 * events and write nothing themselves.
 */
@ApplicationModule(allowedDependencies = { "limits", "ingestion", "catalog", "identity", "description", "run",
		"lineage", "ownership", "deployment", "evaluation", "compliance", "graph" })
@NullMarked
package dev.pedigree.curation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
