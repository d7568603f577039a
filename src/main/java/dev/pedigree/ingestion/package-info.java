/**
 * Receives metadata of all sources: REST endpoints, translation to metadata events, the
 * write batch, rejected payloads.
 */
@ApplicationModule(allowedDependencies = { "limits", "graph", "catalog", "identity", "description", "lineage", "run",
		"ownership", "deployment", "evaluation", "compliance", "retention" })
@NullMarked
package dev.pedigree.ingestion;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
