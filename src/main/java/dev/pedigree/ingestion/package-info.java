/**
 * The one way in: metadata events of every source, the HTTP door, the write batch,
 * rejected payloads.
 */
@ApplicationModule(allowedDependencies = { "limits", "graph", "catalog", "identity", "description", "lineage", "run",
		"ownership", "deployment", "evaluation", "compliance", "retention" })
@NullMarked
package dev.pedigree.ingestion;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
