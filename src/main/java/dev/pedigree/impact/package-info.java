/** Impact analysis: what a change affects, how severely, and the owners to contact. */
@ApplicationModule(
		allowedDependencies = { "graph", "catalog", "lineage", "ownership", "deployment", "evaluation", "compliance" })
@NullMarked
package dev.pedigree.impact;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
