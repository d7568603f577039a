/**
 * What curators state: mutations and inventories. It makes metadata events, and writes
 * nothing by itself.
 */
@ApplicationModule(allowedDependencies = { "limits", "ingestion", "catalog", "identity", "description", "run",
		"lineage", "ownership", "deployment", "evaluation", "compliance", "graph" })
@NullMarked
package dev.pedigree.curation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
