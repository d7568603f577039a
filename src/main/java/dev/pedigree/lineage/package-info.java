/**
 * The graph of what feeds what: upstream, downstream, paths, columns, and the edges that
 * people draw.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description" })
@NullMarked
package dev.pedigree.lineage;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
