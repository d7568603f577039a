/** One question: what does this touch, how badly, and whom do I tell? */
@ApplicationModule(
		allowedDependencies = { "graph", "catalog", "lineage", "ownership", "deployment", "evaluation", "compliance" })
@NullMarked
package dev.pedigree.impact;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
