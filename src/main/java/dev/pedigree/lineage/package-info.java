/**
 * Lineage walks: upstream, downstream, paths, columns, and the edges that curators link.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description" })
@NullMarked
package dev.pedigree.lineage;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
